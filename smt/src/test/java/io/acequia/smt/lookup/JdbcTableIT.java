package io.acequia.smt.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.acequia.local.process.Await;
import io.acequia.local.process.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.RetriableException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL, which is also killed and frozen. */
class JdbcTableIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static Postgres server;

  private final AtomicLong nanos = new AtomicLong();
  private JdbcTable table;

  @BeforeAll
  static void startServer() throws Exception {
    Path parent = Files.createDirectories(Path.of("target", "postgres-it").toAbsolutePath());
    server = Postgres.builder(Files.createTempDirectory(parent, "pg")).build().start();
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.stop();
    }
  }

  @BeforeEach
  void createTable() {
    execute(
        "DROP TABLE IF EXISTS airports; CREATE TABLE airports (id int, iata text, runways int,"
            + " elevation double precision, fee numeric(22, 10), open boolean);"
            + " INSERT INTO airports VALUES (1, 'ATL', 5, 312.5, 12345678901.0123456789, true),"
            + " (2, 'ORD', NULL, NULL, NULL, false)");
  }

  @AfterEach
  void close() {
    if (table != null) {
      table.close();
    }
  }

  @Test
  void givesRowsTheTypesOfTheQuery() {
    open(Map.of());
    Struct row = table.find("ATL").struct(table.shape().all());
    assertThat(row.getInt64("runways")).isEqualTo(5L);
    assertThat(row.getFloat64("elevation")).isEqualTo(312.5);
    assertThat(row.getString("fee")).isEqualTo("12345678901.0123456789");
    assertThat(row.getBoolean("open")).isTrue();
    assertThat(table.find("ORD").named("runways")).isNull();
    assertThat(table.find("XXX")).isNull();
  }

  @Test
  void knowsItsColumnsBeforeTheFirstRow() {
    open(Map.of());
    assertThat(table.shape().names()).containsExactly("runways", "elevation", "fee", "open");
  }

  @Test
  void takesSeveralKeysAndNumbers() {
    open(Map.of("jdbc.query", "SELECT iata FROM airports WHERE id = ? AND open = ? -- why?"));
    assertThat(table.keySize()).isEqualTo(2);
    assertThat(table.find(List.of(1, true)).named("iata")).isEqualTo("ATL");
    assertThat(table.find(List.of(1L, false))).isNull();
  }

  @Test
  void remembersRowsAndThatThereIsNone() {
    open(Map.of("cache.ttl.ms", "60000", "cache.negative.ttl.ms", "1000"));
    assertThat(runways("ATL")).isEqualTo(5L);
    assertThat(table.find("SFO")).isNull();
    execute("UPDATE airports SET runways = 6; INSERT INTO airports VALUES (3, 'SFO', 4)");
    assertThat(runways("ATL")).isEqualTo(5L);
    assertThat(table.find("SFO")).isNull();
    pass(Duration.ofMillis(1_100));
    assertThat(runways("SFO")).isEqualTo(4L);
    assertThat(runways("ATL")).isEqualTo(5L);
    pass(Duration.ofSeconds(61));
    assertThat(runways("ATL")).isEqualTo(6L);
  }

  @Test
  void asksAgainEachTimeWithoutNegativeCache() {
    open(Map.of("cache.negative.ttl.ms", "0"));
    assertThat(table.find("SFO")).isNull();
    execute("INSERT INTO airports VALUES (3, 'SFO', 4)");
    assertThat(runways("SFO")).isEqualTo(4L);
  }

  @Test
  void refreshesARowInUseBeforeItsTimeIsOver() {
    open(Map.of("cache.ttl.ms", "60000"));
    assertThat(runways("ATL")).isEqualTo(5L);
    execute("UPDATE airports SET runways = 6");
    pass(Duration.ofSeconds(46));
    assertThat(runways("ATL"))
        .as("the old row, or the new one if it is there already")
        .isIn(5L, 6L);
    Await.until("the new row", PATIENCE, () -> Long.valueOf(6).equals(runways("ATL")));
  }

  @Test
  void outageIsNoMissAndNoFaultOfTheRecord() {
    open(Map.of());
    assertThat(runways("ATL")).isEqualTo(5L);
    server.kill();
    try {
      assertThatThrownBy(() -> table.find("ORD"))
          .isInstanceOf(RetriableException.class)
          .hasMessageContaining("does not answer");
      assertThat(runways("ATL")).as("a row in the cache").isEqualTo(5L);
    } finally {
      server.start();
    }
    assertThat(table.find("ORD").named("open")).isEqualTo(false);
  }

  @Test
  void outageDuringARefreshKeepsTheRowUntilItsTimeIsOver() {
    open(Map.of("cache.ttl.ms", "60000"));
    assertThat(runways("ATL")).isEqualTo(5L);
    server.kill();
    try {
      pass(Duration.ofSeconds(50));
      assertThat(runways("ATL")).isEqualTo(5L);
      pass(Duration.ofSeconds(20));
      assertThatThrownBy(() -> table.find("ATL")).isInstanceOf(RetriableException.class);
    } finally {
      server.start();
    }
    assertThat(runways("ATL")).isEqualTo(5L);
  }

  @Test
  void frozenServerIsAnOutageAfterTheTimeout() {
    open(Map.of("jdbc.timeout.ms", "1000"));
    assertThat(runways("ATL")).isEqualTo(5L);
    server.pause();
    try {
      // Frozen, it would never answer.
      assertTimeoutPreemptively(
          PATIENCE,
          () -> {
            for (int i = 0; i < 2; i++) {
              assertThatThrownBy(() -> table.find("ORD")).isInstanceOf(RetriableException.class);
            }
            table.close();
          });
    } finally {
      server.resume();
    }
    open(Map.of());
    assertThat(table.find("ORD").named("open")).isEqualTo(false);
  }

  @Test
  void slowQueryIsAnOutage() {
    open(
        Map.of(
            "jdbc.timeout.ms", "1000",
            "jdbc.query", "SELECT iata FROM airports, pg_sleep(60) WHERE iata = ?"));
    assertThatThrownBy(() -> table.find("ATL"))
        .isInstanceOf(RetriableException.class)
        .hasMessageContaining("57014");
  }

  @Test
  void startsDuringAnOutage() {
    server.stop();
    try {
      open(Map.of());
      assertThatThrownBy(() -> table.find("ATL")).isInstanceOf(RetriableException.class);
    } finally {
      server.start();
    }
    assertThat(runways("ATL")).isEqualTo(5L);
  }

  @Test
  void keyThatTheDatabaseRefusesIsTheRecordsFault() {
    open(Map.of("jdbc.query", "SELECT iata FROM airports WHERE id = CAST(? AS int)"));
    assertThatThrownBy(() -> table.find("secret"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("22P02")
        .hasMessageNotContaining("secret")
        .hasNoCause();
    assertThat(table.find("1").named("iata")).isEqualTo("ATL");
  }

  @Test
  void severalRowsAreTheRecordsFault() {
    open(Map.of("jdbc.query", "SELECT id FROM airports WHERE iata <> ?"));
    assertThatThrownBy(() -> table.find("XXX"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than one row");
  }

  @Test
  void wrongQueryAndWrongPasswordAreTheOperatorsMatter() {
    open(Map.of("jdbc.query", "SELECT id FROM heliports WHERE iata = ?"));
    assertThatThrownBy(() -> table.find("ATL"))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessageContaining("42P01");
    table.close();
    open(Map.of("jdbc.password", "hunter2"));
    assertThatThrownBy(() -> table.find("ATL"))
        .isExactlyInstanceOf(ConnectException.class)
        .satisfies(e -> assertThat(e.getMessage() + e.getCause()).doesNotContain("hunter2"));
  }

  @Test
  void columnThatIsAskedForMustBeThere() {
    open(Map.of(), "town");
    assertThatThrownBy(() -> table.find("ATL"))
        .isExactlyInstanceOf(ConnectException.class)
        .hasMessageContaining("no column 'town'");
  }

  @Test
  void closesTwice() {
    open(Map.of());
    table.find("ATL");
    assertThatCode(() -> table.close()).doesNotThrowAnyException();
    assertThatCode(() -> table.close()).doesNotThrowAnyException();
  }

  private Object runways(String iata) {
    return table.find(iata).named("runways");
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private void open(Map<String, String> more, String... needed) {
    Map<String, String> settings = new HashMap<>();
    settings.put("jdbc.url", server.jdbcUrl());
    settings.put("jdbc.user", server.user());
    settings.put("jdbc.password", server.password());
    settings.put("jdbc.query", "SELECT runways, elevation, fee, open FROM airports WHERE iata = ?");
    settings.putAll(more);
    AbstractConfig config = new AbstractConfig(TableOptions.DEF, settings, false);
    table = new JdbcTable(JdbcOptions.from(config), List.of(needed), nanos::get);
  }

  private static void execute(String sql) {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
