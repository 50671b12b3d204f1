package io.acequia.smt.time;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import org.jspecify.annotations.Nullable;

/**
 * Texts in a formatter's format, and whole numbers by their digits ({@code 20261122}). What a text
 * does not tell is the beginning: of the month, of the day, and January 1, 1970 for times.
 */
final class PatternReader implements TimeReader {

  private static final int LONGEST = 200;

  private final DateTimeFormatter formatter;
  private final @Nullable FixedPattern fixed;
  private final ZoneId zone;

  /**
   * @param fixed the short way, or null
   * @param zone for texts without one
   */
  PatternReader(DateTimeFormatter formatter, @Nullable FixedPattern fixed, ZoneId zone) {
    this.formatter = formatter;
    this.fixed = fixed;
    this.zone = zone;
  }

  @Override
  public @Nullable Instant read(Object value) {
    if (value instanceof String text) {
      return read(text);
    }
    return value instanceof Long || value instanceof Integer ? read(value.toString()) : null;
  }

  private @Nullable Instant read(String text) {
    Instant instant = fixed == null ? null : fixed.read(text);
    return instant != null || text.length() > LONGEST ? instant : slowly(text);
  }

  private @Nullable Instant slowly(String text) {
    try {
      // An exception costs more than to look first, and other formats may come next.
      ParsePosition position = new ParsePosition(0);
      TemporalAccessor matched = formatter.parseUnresolved(text, position);
      return matched == null || position.getIndex() < text.length()
          ? null
          : instant(formatter.parse(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private Instant instant(TemporalAccessor parsed) {
    if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
      return Instant.from(parsed);
    }
    LocalTime time = parsed.query(TemporalQueries.localTime());
    ZoneId own = parsed.query(TemporalQueries.zone());
    return LocalDateTime.of(date(parsed), time == null ? LocalTime.MIDNIGHT : time)
        .atZone(own == null ? zone : own)
        .toInstant();
  }

  private static LocalDate date(TemporalAccessor parsed) {
    LocalDate date = parsed.query(TemporalQueries.localDate());
    if (date != null) {
      return date;
    }
    if (!parsed.isSupported(ChronoField.YEAR)) {
      return LocalDate.EPOCH;
    }
    boolean month = parsed.isSupported(ChronoField.MONTH_OF_YEAR);
    return LocalDate.of(
        parsed.get(ChronoField.YEAR), month ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1, 1);
  }
}
