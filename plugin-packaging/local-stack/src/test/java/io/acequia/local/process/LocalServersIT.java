package io.acequia.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServersIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void brokerAndWorkerSurviveKillPauseAndRestart(boolean newest) throws Exception {
    KafkaRuntime runtime = newest ? KafkaRuntime.newest() : KafkaRuntime.oldest();
    try (LocalKafka kafka = LocalKafka.builder(runtime, folder).build().start();
        Admin admin = kafka.admin()) {
      admin.createTopics(List.of(new NewTopic("kept", 2, (short) 1))).all().get();
      kafka.kill();
      assertThat(kafka.alive()).isFalse();
      kafka.restart();
      assertThat(admin.listTopics().names().get()).contains("kept");

      kafka.pause();
      assertThat(Standstill.of(ProcessHandle.of(kafka.pid()).orElseThrow())).isTrue();
      assertThatThrownBy(() -> admin.describeCluster().nodes().get(1, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);
      kafka.resume();
      assertThat(Standstill.of(ProcessHandle.of(kafka.pid()).orElseThrow())).isFalse();
      assertThat(admin.describeCluster().nodes().get(2, TimeUnit.MINUTES)).hasSize(1);

      try (ConnectWorker worker =
          ConnectWorker.builder(runtime, folder, kafka.bootstrap()).build().start()) {
        assertThat(worker.client().get("/").path("version").asText()).isEqualTo(runtime.version());
        long first = worker.pid();
        worker.kill();
        worker.restart();
        assertThat(worker.pid()).isNotEqualTo(first);
        assertThat(worker.client().connectors()).isEmpty();
      }
    }
  }

  @Test
  void postgresKeepsCommittedRowsOverKillPauseAndRestart() throws Exception {
    try (Postgres postgres = Postgres.builder(folder).build().start()) {
      execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");
      postgres.kill();
      postgres.restart();
      assertThat(answer(postgres)).isEqualTo(42);

      postgres.pause();
      Properties impatient = new Properties();
      impatient.setProperty("user", postgres.user());
      impatient.setProperty("password", postgres.password());
      impatient.setProperty("loginTimeout", "1");
      assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl(), impatient).close())
          .isInstanceOf(SQLException.class);
      postgres.resume();
      postgres.restart();
      assertThat(answer(postgres)).isEqualTo(42);
    }
  }

  @Test
  void adoptsTheServerThatStillRuns() {
    try (Postgres postgres = Postgres.builder(folder).build().start()) {
      Postgres again = Postgres.builder(folder).port(postgres.port()).build().start();
      assertThat(again.pid()).isEqualTo(postgres.pid());
    }
  }

  @Test
  void deadChildIsReportedWithTheEndOfItsLog() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    ChildProcess child = new ChildProcess("child", bin, "TERM", false, Map.of());
    assertThatThrownBy(
            () ->
                child.start(
                    List.of("sh", "-c", "echo no such disk; exit 3"),
                    Duration.ofMinutes(1),
                    () -> false))
        .isInstanceOf(ProcessFailedException.class)
        .hasMessageContaining("child ended before it was ready")
        .hasMessageContaining("no such disk");
    assertThat(child.alive()).isFalse();
  }

  private static void execute(Postgres postgres, String sql) throws Exception {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int answer(Postgres postgres) throws Exception {
    try (Connection connection = postgres.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT answer FROM kept")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
