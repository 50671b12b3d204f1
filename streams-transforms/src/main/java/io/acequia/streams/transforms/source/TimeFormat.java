package io.acequia.streams.transforms.source;

import io.acequia.sql.time.IsoTimestamp;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.ParsePosition;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** One way to write a point in time. Immutable. */
interface TimeFormat {

  /**
   * Milliseconds since the epoch; null if the value is of another form.
   *
   * @throws java.time.DateTimeException for a date that there is not, and {@link
   *     ArithmeticException} for one too far away
   */
  @Nullable Long millis(Object value);

  /**
   * @param text {@code iso8601}, {@code epoch.s}, {@code .ms}, {@code .us}, {@code .ns}, or a
   *     pattern
   * @throws ConfigException if it is none of these
   */
  static TimeFormat of(String text, ZoneId zone) {
    ZoneId normal = zone.normalized().equals(ZoneOffset.UTC) ? ZoneOffset.UTC : zone;
    return switch (text) {
      case "iso8601" -> value -> iso(value, normal);
      case "epoch.s" -> value -> epoch(value, 3);
      case "epoch.ms" -> value -> epoch(value, 0);
      case "epoch.us" -> value -> epoch(value, -3);
      case "epoch.ns" -> value -> epoch(value, -6);
      default -> pattern(text, normal);
    };
  }

  private static @Nullable Long iso(Object value, ZoneId zone) {
    // Looked at before it is parsed: an exception for each record of another form costs more.
    return value instanceof String text && text.length() >= 10 && text.charAt(4) == '-'
        ? (Long) IsoTimestamp.parse(text, zone)
        : null;
  }

  private static @Nullable Long epoch(Object value, int scale) {
    if (value instanceof Long whole && scale == 0) {
      return whole;
    }
    if (value instanceof Number number) {
      return scaled(new BigDecimal(number.toString()), scale);
    }
    return value instanceof String text && isWholeNumber(text)
        ? (Long) scaled(new BigDecimal(text), scale)
        : null;
  }

  private static boolean isWholeNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= 25;
  }

  private static long scaled(BigDecimal number, int scale) {
    if (number.precision() - number.scale() > 25) {
      throw new ArithmeticException("too far away");
    }
    return number.scaleByPowerOfTen(scale).setScale(0, RoundingMode.FLOOR).longValueExact();
  }

  private static TimeFormat pattern(String text, ZoneId zone) {
    DateTimeFormatter formatter;
    try {
      formatter = DateTimeFormatter.ofPattern(text, Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("'" + text + "' is no pattern of a time: " + e.getMessage());
    }
    DigitPattern digits = DigitPattern.of(text, zone);
    return value ->
        !(value instanceof String given)
            ? null
            : digits != null ? digits.millis(given) : parsed(formatter, given, zone);
  }

  private static @Nullable Long parsed(DateTimeFormatter formatter, String text, ZoneId zone) {
    ParsePosition position = new ParsePosition(0);
    if (formatter.parseUnresolved(text, position) == null || position.getIndex() < text.length()) {
      return null;
    }
    TemporalAccessor time =
        formatter.parseBest(
            text, ZonedDateTime::from, Instant::from, LocalDateTime::from, LocalDate::from);
    if (time instanceof ZonedDateTime zoned) {
      return zoned.toInstant().toEpochMilli();
    }
    if (time instanceof Instant instant) {
      return instant.toEpochMilli();
    }
    LocalDateTime local =
        time instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) time;
    return local.atZone(zone).toInstant().toEpochMilli();
  }
}
