package io.acequia.jdbc.sink.mapping;

import io.acequia.jdbc.sink.copy.RawJson;
import io.acequia.jdbc.sink.schema.SqlType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * What a Connect schema says about a column: its type, and how the value is to be read where the
 * schema gives a plain number or text a meaning (Debezium's semantic types).
 *
 * @param decode {@code null} where the value speaks for itself
 * @see <a href="https://debezium.io/documentation/reference/stable/connectors/postgresql.html">
 *     Debezium's temporal types</a>
 */
record DeclaredType(SqlType type, @Nullable UnaryOperator<Object> decode) {
  private static final Map<String, DeclaredType> NAMED =
      Map.ofEntries(
          Map.entry("org.apache.kafka.connect.data.Decimal", plain(SqlType.NUMERIC)),
          Map.entry("org.apache.kafka.connect.data.Date", plain(SqlType.DATE)),
          Map.entry("org.apache.kafka.connect.data.Time", plain(SqlType.TIME)),
          Map.entry("org.apache.kafka.connect.data.Timestamp", plain(SqlType.TIMESTAMPTZ)),
          Map.entry(
              "io.debezium.time.Date", decoded(SqlType.DATE, v -> LocalDate.ofEpochDay(number(v)))),
          Map.entry("io.debezium.time.Timestamp", timestamp(ChronoUnit.MILLIS)),
          Map.entry("io.debezium.time.MicroTimestamp", timestamp(ChronoUnit.MICROS)),
          Map.entry("io.debezium.time.NanoTimestamp", timestamp(ChronoUnit.NANOS)),
          Map.entry("io.debezium.time.Time", time(1_000_000)),
          Map.entry("io.debezium.time.MicroTime", time(1_000)),
          Map.entry("io.debezium.time.NanoTime", time(1)),
          Map.entry("io.debezium.time.ZonedTimestamp", plain(SqlType.TIMESTAMPTZ)),
          Map.entry("io.debezium.data.Json", decoded(SqlType.JSONB, v -> new RawJson((String) v))),
          Map.entry("io.debezium.data.Uuid", plain(SqlType.UUID)),
          Map.entry(
              "io.debezium.data.VariableScaleDecimal",
              decoded(SqlType.NUMERIC, DeclaredType::variableScale)));

  static DeclaredType of(Schema schema) {
    DeclaredType named = schema.name() == null ? null : NAMED.get(schema.name());
    return named != null ? named : plain(physical(schema));
  }

  private static SqlType physical(Schema schema) {
    return switch (schema.type()) {
      case INT8, INT16 -> SqlType.SMALLINT;
      case INT32 -> SqlType.INTEGER;
      case INT64 -> SqlType.BIGINT;
      case FLOAT32 -> SqlType.REAL;
      case FLOAT64 -> SqlType.DOUBLE;
      case BOOLEAN -> SqlType.BOOLEAN;
      case STRING -> SqlType.TEXT;
      case BYTES -> SqlType.BYTEA;
      case MAP, STRUCT -> SqlType.JSONB;
      case ARRAY -> {
        DeclaredType element = of(schema.valueSchema());
        boolean nested = schema.valueSchema().type() == Schema.Type.ARRAY;
        // An element with a meaning of its own would lose it inside an array.
        yield nested || element.decode != null ? SqlType.JSONB : element.type.array();
      }
    };
  }

  private static DeclaredType plain(SqlType type) {
    return new DeclaredType(type, null);
  }

  private static DeclaredType decoded(SqlType type, UnaryOperator<Object> decode) {
    return new DeclaredType(type, decode);
  }

  private static DeclaredType timestamp(ChronoUnit unit) {
    return decoded(
        SqlType.TIMESTAMP,
        v -> LocalDateTime.ofInstant(Instant.EPOCH.plus(number(v), unit), ZoneOffset.UTC));
  }

  private static DeclaredType time(long nanos) {
    return decoded(SqlType.TIME, v -> LocalTime.ofNanoOfDay(number(v) * nanos));
  }

  private static long number(Object value) {
    return ((Number) value).longValue();
  }

  private static Object variableScale(Object value) {
    Struct struct = (Struct) value;
    return new BigDecimal(new BigInteger(struct.getBytes("value")), struct.getInt32("scale"));
  }
}
