package io.acequia.schema.registry.avro;

import java.time.LocalTime;
import org.apache.kafka.connect.errors.DataException;

/** Times of day as text. */
final class Times {

  private static final long DAY_MICROS = 86_400_000_000L;

  private Times() {}

  /**
   * {@code 13:05:00.25}.
   *
   * @throws DataException if there is no such time in a day
   */
  static String text(long micros) {
    if (micros < 0 || micros >= DAY_MICROS) {
      throw new DataException("the value is not Avro of its schema: a time outside of a day");
    }
    return LocalTime.ofNanoOfDay(micros * 1_000).toString();
  }
}
