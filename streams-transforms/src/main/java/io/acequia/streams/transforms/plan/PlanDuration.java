package io.acequia.streams.transforms.plan;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a plan writes a length of time: {@code 10s}, {@code PT10S}, or a number of milliseconds. */
final class PlanDuration {

  static final Duration LONGEST = Duration.ofDays(36_500);
  static final String FORMS = "a duration such as \"10s\", \"1m\", \"PT1M\" or milliseconds";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,15}) ?(ms|s|m|h|d)");
  private static final Map<String, Duration> UNITS = new LinkedHashMap<>();

  static {
    UNITS.put("d", Duration.ofDays(1));
    UNITS.put("h", Duration.ofHours(1));
    UNITS.put("m", Duration.ofMinutes(1));
    UNITS.put("s", Duration.ofSeconds(1));
    UNITS.put("ms", Duration.ofMillis(1));
  }

  private PlanDuration() {}

  /** The duration, possibly negative or too long; null if the text is none. */
  static @Nullable Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    try {
      if (matcher.matches()) {
        Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
      }
      return text.startsWith("P") || text.startsWith("-P") ? Duration.parse(text) : null;
    } catch (DateTimeParseException | ArithmeticException e) {
      return null;
    }
  }

  /** In the largest unit that needs no fraction: 90s, 2m, 1d. */
  static String format(Duration duration) {
    long millis = duration.toMillis();
    for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
      long length = unit.getValue().toMillis();
      if (millis != 0 && millis % length == 0) {
        return millis / length + unit.getKey();
      }
    }
    return millis + "ms";
  }
}
