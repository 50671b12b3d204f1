package io.acequia.smt.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The short way for patterns whose fields are numbers of a fixed width, such as {@code yyyy-MM-dd
 * HH:mm:ss.SSSX}. What it cannot read, the long way must try: it reads nothing differently.
 */
final class FixedPattern implements TimeReader {

  private static final char LITERAL = '\'';
  private static final String FIELDS = "uMdHmsS";

  /** A field's letter and its width; or {@link #LITERAL} and the character. */
  private record Step(char letter, int width) {}

  private final Step[] steps;
  private final LocalZone zone;

  private FixedPattern(Step[] steps, LocalZone zone) {
    this.steps = steps;
    this.zone = zone;
  }

  /**
   * @param pattern as {@link java.time.format.DateTimeFormatter} has it
   * @return null if the pattern has anything else
   */
  static @Nullable FixedPattern of(String pattern, LocalZone zone) {
    List<Step> steps = new ArrayList<>();
    StringBuilder seen = new StringBuilder();
    for (int at = 0; at < pattern.length(); ) {
      char c = pattern.charAt(at) == 'y' ? 'u' : pattern.charAt(at);
      int width = PatternFormat.run(pattern, at);
      if (PatternFormat.isLetter(c)) {
        boolean last = at + width == pattern.length();
        if (seen.indexOf(String.valueOf(c)) >= 0 || !isFixed(c, width, last)) {
          return null;
        }
        seen.append(c);
        steps.add(new Step(c, width));
        at += width;
      } else if ("'[]{}#".indexOf(c) >= 0) {
        int end = c == LITERAL ? pattern.indexOf(LITERAL, at + 1) : -1;
        if (end < at + 2) {
          return null;
        }
        pattern.substring(at + 1, end).chars().forEach(l -> steps.add(new Step(LITERAL, l)));
        at = end + 1;
      } else {
        steps.add(new Step(LITERAL, c));
        at++;
      }
    }
    return isWhole(seen) ? new FixedPattern(steps.toArray(new Step[0]), zone) : null;
  }

  private static boolean isFixed(char letter, int width, boolean last) {
    return switch (letter) {
      case 'u' -> width == 4;
      case 'M', 'd', 'H', 'm', 's' -> width == 2;
      case 'S' -> width <= 9;
      case 'X' -> width <= 3 && last;
      default -> false;
    };
  }

  /** Whether nothing must be made up but the rest of the time of day. */
  private static boolean isWhole(CharSequence seen) {
    String fields = seen.toString();
    long parts = fields.chars().filter(c -> FIELDS.indexOf(c) >= 0).count();
    long date = fields.chars().filter(c -> "uMd".indexOf(c) >= 0).count();
    boolean clock = true;
    for (int i = 4; i < FIELDS.length(); i++) {
      clock &= fields.indexOf(FIELDS.charAt(i)) < 0 || fields.indexOf(FIELDS.charAt(i - 1)) >= 0;
    }
    return parts > 0 && (date == 0 || date == 3) && clock;
  }

  @Override
  public @Nullable Instant read(Object value) {
    return value instanceof String text ? read(text) : null;
  }

  private @Nullable Instant read(String text) {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int nano = 0;
    int at = 0;
    int offset = OffsetReader.NONE;
    for (Step step : steps) {
      int width = step.width;
      if (step.letter == LITERAL) {
        if (at >= text.length() || text.charAt(at) != width) {
          return null;
        }
        at++;
        continue;
      }
      if (step.letter == 'X') {
        offset = offset(text, at, width);
        if (offset == OffsetReader.NONE) {
          return null;
        }
        at = text.length();
        continue;
      }
      int number = Numerals.digits(text, at, width);
      if (number < 0) {
        return null;
      }
      at += width;
      switch (step.letter) {
        case 'u' -> year = number;
        case 'M' -> month = number;
        case 'd' -> day = number;
        case 'H' -> hour = number;
        case 'm' -> minute = number;
        case 's' -> second = number;
        default -> nano = number * IsoReader.NANOS[width];
      }
    }
    if (at != text.length()
        || !LocalZone.exists(year, month, day)
        || !LocalZone.existsTime(hour, minute, second)) {
      return null;
    }
    long epochDay = LocalZone.day(year, month, day);
    int secondOfDay = hour * 3_600 + minute * 60 + second;
    return offset == OffsetReader.NONE
        ? zone.instant(epochDay, secondOfDay, nano)
        : Instant.ofEpochSecond(epochDay * 86_400 + secondOfDay - offset, nano);
  }

  /** X is {@code +01} or {@code +0130}, XX {@code +0130} and XXX {@code +01:30}; or Z. */
  private static int offset(String text, int at, int width) {
    int length = text.length() - at;
    boolean fits =
        length == 1
            ? text.charAt(at) == 'Z'
            : switch (width) {
              case 1 -> length == 3 || length == 5;
              case 2 -> length == 5;
              default -> length == 6;
            };
    return fits ? OffsetReader.read(text, at, text.length()) : OffsetReader.NONE;
  }
}
