package io.acequia.smt.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The formats by name: {@code iso8601}, {@code rfc1123}, {@code epoch.s}, {@code epoch.ms}, {@code
 * epoch.us}, {@code epoch.ns}, {@code auto}, or a pattern of {@link DateTimeFormatter}. Names are
 * taken in any case.
 *
 * @param zone of texts that name none, and of texts that are written
 * @param locale of the names of months and days in patterns
 * @param firstYear the first of the hundred years that {@code yy} can stand for
 */
public record TimeFormats(ZoneId zone, Locale locale, int firstYear) {

  private static final char SEPARATOR = '|';

  /**
   * Reads formats with {@code |} between them, tried in that order.
   *
   * @throws IllegalArgumentException naming the format that is none, and why
   */
  public TimeReader reader(String formats) {
    List<TimeReader> readers = new ArrayList<>();
    for (String format : split(formats)) {
      readers.add(one(format));
    }
    return readers.size() == 1
        ? readers.get(0)
        : new FirstReader(readers.toArray(new TimeReader[0]));
  }

  /**
   * Writes a format that has texts: {@code iso8601}, {@code rfc1123} or a pattern.
   *
   * @throws IllegalArgumentException if it is none, and why
   */
  public TimeText text(String format) {
    return switch (format.strip().toLowerCase(Locale.ROOT)) {
      case "iso8601" -> new IsoText(new LocalZone(zone));
      case "rfc1123" -> written(DateTimeFormatter.RFC_1123_DATE_TIME.withZone(zone));
      default -> written(pattern(format.strip()).withZone(zone));
    };
  }

  private static TimeText written(DateTimeFormatter formatter) {
    try {
      if (formatter.format(Instant.EPOCH).isEmpty()) {
        throw new IllegalArgumentException("it writes nothing");
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it cannot be written: " + e.getMessage(), e);
    }
    return formatter::format;
  }

  private TimeReader one(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "epoch.s" -> new EpochReader(EpochUnit.S);
      case "epoch.ms" -> new EpochReader(EpochUnit.MS);
      case "epoch.us" -> new EpochReader(EpochUnit.US);
      case "epoch.ns" -> new EpochReader(EpochUnit.NS);
      case "iso8601" -> new IsoReader(new LocalZone(zone));
      case "rfc1123" -> rfc1123();
      case "auto" -> new AutoReader(new IsoReader(new LocalZone(zone)), rfc1123());
      default -> patternReader(format);
    };
  }

  private TimeReader rfc1123() {
    return new PatternReader(DateTimeFormatter.RFC_1123_DATE_TIME, null, zone);
  }

  private TimeReader patternReader(String format) {
    DateTimeFormatter formatter = pattern(format);
    try {
      PatternFormat.requireMoment(formatter);
    } catch (IllegalArgumentException e) {
      throw wrong(format, e);
    }
    return new PatternReader(formatter, FixedPattern.of(format, new LocalZone(zone)), zone);
  }

  private DateTimeFormatter pattern(String format) {
    if (format.isEmpty()) {
      throw new IllegalArgumentException("a format is empty");
    }
    try {
      return PatternFormat.of(format, locale, firstYear);
    } catch (IllegalArgumentException e) {
      throw wrong(format, e);
    }
  }

  private static IllegalArgumentException wrong(String format, IllegalArgumentException e) {
    return new IllegalArgumentException(
        "'" + format + "' is neither a name nor a pattern of a time: " + e.getMessage(), e);
  }

  /** At every {@code |} that is not between single quotes. */
  private static List<String> split(String formats) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int at = 0; at < formats.length(); at++) {
      char c = formats.charAt(at);
      quoted ^= c == '\'';
      if (c == SEPARATOR && !quoted) {
        parts.add(formats.substring(start, at).strip());
        start = at + 1;
      }
    }
    parts.add(formats.substring(start).strip());
    return parts;
  }
}
