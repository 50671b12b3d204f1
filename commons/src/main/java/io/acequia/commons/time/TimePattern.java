package io.acequia.commons.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/**
 * Writes points in time by a pattern of {@link DateTimeFormatter}, such as {@code yyyy-MM-dd}, for
 * names of files and indices. Remembers what it wrote, since a formatter takes a microsecond and
 * most records share their minute with others. Not thread-safe.
 */
public final class TimePattern {
  private static final int MAX_REMEMBERED = 1_000;
  private static final long MINUTE_MS = 60_000;

  /** 1972-02-01: since then no zone's offset has seconds, so that minutes begin together. */
  private static final long WHOLE_MINUTES_FROM_MS = 65_750_400_000L;

  private static final String QUOTED = "'[^']*'";
  private static final String BELOW_MINUTES = ".*[sSnNA].*";

  private final DateTimeFormatter formatter;
  private final boolean fine;
  private final Map<Long, String> minutes = new HashMap<>();
  private long lastMinute = Long.MIN_VALUE;
  private String last = "";

  private TimePattern(DateTimeFormatter formatter, boolean fine) {
    this.formatter = formatter;
    this.fine = fine;
  }

  /**
   * Reads a pattern.
   *
   * @param zone of what is written
   * @throws ConfigException saying what is wrong with it
   */
  public static TimePattern parse(String pattern, ZoneId zone) {
    try {
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone);
      // Tried at once: some letters are refused only when something is formatted.
      if (formatter.format(Instant.EPOCH).isBlank()) {
        throw new ConfigException("'" + pattern + "' is no pattern of a time: it has no fields");
      }
      boolean fine = pattern.replaceAll(QUOTED, "").matches(BELOW_MINUTES);
      return new TimePattern(formatter, fine);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ConfigException(
          "'" + pattern + "' is no pattern of a time such as yyyy.MM.dd: " + e.getMessage());
    }
  }

  /**
   * The text of a point in time.
   *
   * @param epochMs in milliseconds since 1970
   * @throws DataException if it is out of the pattern's range
   */
  public String format(long epochMs) {
    if (fine || epochMs < WHOLE_MINUTES_FROM_MS) {
      return write(epochMs);
    }
    long minute = epochMs / MINUTE_MS;
    if (minute != lastMinute) {
      last = remembered(minute, epochMs);
      lastMinute = minute;
    }
    return last;
  }

  private String remembered(long minute, long epochMs) {
    String known = minutes.get(minute);
    if (known == null) {
      known = write(epochMs);
      if (minutes.size() >= MAX_REMEMBERED) {
        minutes.clear();
      }
      minutes.put(minute, known);
    }
    return known;
  }

  private String write(long epochMs) {
    try {
      return formatter.format(Instant.ofEpochMilli(epochMs));
    } catch (DateTimeException e) {
      throw new DataException("the record's time is out of the pattern's range", e);
    }
  }
}
