package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.Postgres;
import io.acequia.sql.function.FunctionTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Evaluates the same expressions here and in a real PostgreSQL. */
class PostgresSemanticsIT {

  private static final FunctionTable NO_FUNCTIONS = FunctionTable.of(List.of());
  private static final String ERROR = "an error";

  private static Postgres server;
  private static Statement statement;

  @TempDir static Path folder;

  @BeforeAll
  static void start() throws SQLException {
    server = Postgres.builder(folder).build().start();
    Connection connection = server.connect();
    statement = connection.createStatement();
    statement.execute("SET timezone = 'UTC'");
  }

  @AfterAll
  static void stop() throws SQLException {
    statement.getConnection().close();
    server.close();
  }

  static Stream<String> expressions() throws IOException {
    try (var file = PostgresSemanticsIT.class.getResourceAsStream("/postgres-semantics.sql")) {
      String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return text
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void meansTheSame(String expression) {
    Object ours = ours(expression);
    assertThat(ours).isEqualTo(theirs(expression, ours instanceof Date));
  }

  /** Without brackets, so that precedence counts. */
  @Test
  void groupsOperatorsAlike() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<String> different = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      String expression = RandomOperators.condition(random);
      Object ours = ours(expression);
      Object theirs = theirs(expression, false);
      if (!Objects.equals(ours, theirs)) {
        different.add(expression + " is " + ours + ", not " + theirs);
      }
    }
    assertThat(different).as("with seed " + seed).isEmpty();
  }

  private static @Nullable Object ours(String expression) {
    try {
      Shape shape = Shape.map(null);
      BoundExpression bound = SqlExpression.compile(expression, NO_FUNCTIONS).bind(shape);
      Object value = bound.value(SampleRow.of(null));
      return value instanceof Date date && bound.type().kind().name().equals("TIME")
          ? new Date(date.getTime())
          : comparable(value);
    } catch (SqlException | DataException e) {
      return ERROR;
    }
  }

  private static @Nullable Object theirs(String expression, boolean time) {
    String query =
        time
            ? "SELECT CAST(EXTRACT(EPOCH FROM (" + expression + ")) * 1000 AS BIGINT)"
            : "SELECT (" + expression + ")";
    try (ResultSet result = statement.executeQuery(query)) {
      result.next();
      Object value = result.getObject(1);
      return time && value != null ? new Date((Long) value) : comparable(value);
    } catch (SQLException e) {
      return ERROR;
    }
  }

  /** Whole numbers alike, whatever their size; decimals with their scale. */
  private static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof Byte || value instanceof Short || value instanceof Integer) {
      return ((Number) value).longValue();
    }
    return value instanceof BigDecimal decimal
            && decimal.stripTrailingZeros().scale() <= 0
            && decimal.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
        ? (Object) decimal.longValue()
        : value instanceof BigDecimal decimal ? decimal.stripTrailingZeros() : value;
  }
}
