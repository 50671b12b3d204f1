package io.acequia.sql.eval;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What EXTRACT takes from a time, in UTC, with the meaning it has in PostgreSQL. */
public enum TimePart {
  CENTURY,
  DECADE,
  YEAR,
  ISOYEAR,
  QUARTER,
  MONTH,
  WEEK,
  DAY,
  DOY,
  DOW,
  ISODOW,
  HOUR,
  MINUTE,
  SECOND,
  MILLISECONDS,
  MICROSECONDS,
  EPOCH;

  private static final int MILLIS = 1_000;

  /**
   * @return null if there is no such part
   */
  public static @Nullable TimePart find(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    for (TimePart part : values()) {
      if (part.name().equals(upper) || (part.name() + "S").equals(upper)) {
        return part;
      }
    }
    return null;
  }

  public static List<String> names() {
    return Arrays.stream(values()).map(TimePart::name).toList();
  }

  /** Whether the result is a DECIMAL with milliseconds rather than a BIGINT. */
  public boolean isFraction() {
    return this == SECOND || this == EPOCH;
  }

  /** Whether a time of day has it. */
  public boolean isOfDay() {
    return ordinal() >= HOUR.ordinal();
  }

  public Object of(Date date) {
    OffsetDateTime time = date.toInstant().atOffset(ZoneOffset.UTC);
    long secondMillis = (long) time.getSecond() * MILLIS + time.get(ChronoField.MILLI_OF_SECOND);
    return switch (this) {
      case CENTURY -> (long) Math.floorDiv(time.getYear() - 1, 100) + 1;
      case DECADE -> (long) Math.floorDiv(time.getYear(), 10);
      case YEAR -> (long) time.getYear();
      case ISOYEAR -> (long) time.get(IsoFields.WEEK_BASED_YEAR);
      case QUARTER -> (long) time.get(IsoFields.QUARTER_OF_YEAR);
      case MONTH -> (long) time.getMonthValue();
      case WEEK -> (long) time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
      case DAY -> (long) time.getDayOfMonth();
      case DOY -> (long) time.getDayOfYear();
      case DOW -> (long) time.getDayOfWeek().getValue() % 7;
      case ISODOW -> (long) time.getDayOfWeek().getValue();
      case HOUR -> (long) time.getHour();
      case MINUTE -> (long) time.getMinute();
      case SECOND -> BigDecimal.valueOf(secondMillis, 3);
      case MILLISECONDS -> secondMillis;
      case MICROSECONDS -> secondMillis * MILLIS;
      case EPOCH -> BigDecimal.valueOf(date.getTime(), 3);
    };
  }
}
