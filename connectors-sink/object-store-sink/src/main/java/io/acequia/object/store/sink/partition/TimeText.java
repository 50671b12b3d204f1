package io.acequia.object.store.sink.partition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/** A time in a path, such as {@code yyyy-MM-dd}; the last one is kept while it is the same. */
final class TimeText {
  private static final long MINUTE = 60_000;

  private final DateTimeFormatter formatter;
  private final boolean fine;
  private long lastMinute = Long.MIN_VALUE;
  private String last = "";

  private TimeText(DateTimeFormatter formatter, boolean fine) {
    this.formatter = formatter;
    this.fine = fine;
  }

  /**
   * Reads a pattern of {@link DateTimeFormatter}.
   *
   * @throws ConfigException saying what is wrong with it
   */
  static TimeText parse(String pattern, ZoneId zone) {
    try {
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
      if (formatter.format(Instant.EPOCH).isBlank()) {
        throw new ConfigException("'" + pattern + "' is no pattern of a time: it has no fields");
      }
      return new TimeText(formatter, pattern.replaceAll("'[^']*'", "").matches(".*[sSnNA].*"));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ConfigException("'" + pattern + "' is no pattern of a time: " + e.getMessage());
    }
  }

  String of(long millis) {
    long minute = Math.floorDiv(millis, MINUTE);
    if (!fine && minute == lastMinute) {
      return last;
    }
    try {
      last = formatter.format(Instant.ofEpochMilli(millis));
    } catch (DateTimeException e) {
      throw new DataException("the time " + millis + " is out of range", e);
    }
    lastMinute = minute;
    return last;
  }
}
