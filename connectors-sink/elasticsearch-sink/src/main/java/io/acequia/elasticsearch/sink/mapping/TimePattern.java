package io.acequia.elasticsearch.sink.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;

/** A point in time by a pattern of {@code DateTimeFormatter}, in UTC; remembers what it made. */
final class TimePattern {
  private static final int MAX_CACHED = 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final String BELOW_MINUTES = ".*[sSnANT].*";

  private final DateTimeFormatter formatter;
  private final long step;
  private final Map<Long, String> cache = new LinkedHashMap<>();

  private TimePattern(DateTimeFormatter formatter, long step) {
    this.formatter = formatter;
    this.step = step;
  }

  static TimePattern parse(String pattern) {
    try {
      DateTimeFormatter formatter =
          DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
      TimePattern time = new TimePattern(formatter, pattern.matches(BELOW_MINUTES) ? 1 : MINUTE_MS);
      // Tried at once: some letters are refused only when something is formatted.
      if (time.formatter.format(Instant.EPOCH).isBlank()) {
        throw new ConfigException("'" + pattern + "' is a pattern of nothing");
      }
      return time;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new ConfigException(
          "'" + pattern + "' is no pattern of a time such as yyyy.MM.dd: " + e.getMessage());
    }
  }

  String format(long epochMs) {
    long number = Math.floorDiv(epochMs, step);
    String known = cache.get(number);
    if (known == null) {
      try {
        known = formatter.format(Instant.ofEpochMilli(epochMs));
      } catch (DateTimeException e) {
        throw new DataException("the record's time is out of the pattern's range", e);
      }
      if (cache.size() >= MAX_CACHED) {
        cache.clear();
      }
      cache.put(number, known);
    }
    return known;
  }
}
