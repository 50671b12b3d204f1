package io.acequia.smt.timestamp;

import io.acequia.smt.time.TimeReader;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * Values of one schema as moments: texts and numbers by their format, Connect's times as what they
 * are. Of a date and a time of day, which have no zone, the zone is that of texts without one.
 */
final class TimeSource {

  private final TimeReader reader;
  private final ZoneId zone;
  private final boolean local;

  /**
   * @param schema of the values, or null
   */
  TimeSource(@Nullable Schema schema, TimeReader reader, ZoneId zone) {
    String name = schema == null ? null : schema.name();
    this.reader = reader;
    this.zone = zone;
    this.local =
        org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(name)
            || Time.LOGICAL_NAME.equals(name);
  }

  /** Whether values of a schema can be moments at all. */
  static boolean canBe(Schema schema) {
    return switch (schema.type()) {
      case STRING, INT8, INT16, INT32, INT64, FLOAT32, FLOAT64 -> true;
      case BYTES -> Decimal.LOGICAL_NAME.equals(schema.name());
      default -> Timestamp.LOGICAL_NAME.equals(schema.name());
    };
  }

  /** Null if the value is no moment. */
  @Nullable Instant instant(Object value) {
    if (!(value instanceof Date date)) {
      return reader.read(value);
    }
    Instant instant = Instant.ofEpochMilli(date.getTime());
    return local
        ? LocalDateTime.ofInstant(instant, ZoneOffset.UTC).atZone(zone).toInstant()
        : instant;
  }
}
