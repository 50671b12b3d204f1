package io.acequia.http.source.limit;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many requests in so much time, written {@code 1000/minute}.
 *
 * @param requests that may come at once after a pause, and on average in each period
 */
public record RateLimit(int requests, Duration period) {

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})/(second|minute|hour)");

  /** What the text says; empty if it says nothing that is understood. */
  public static Optional<RateLimit> parse(String text) {
    Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      return Optional.empty();
    }
    Duration period =
        switch (form.group(2)) {
          case "second" -> Duration.ofSeconds(1);
          case "minute" -> Duration.ofMinutes(1);
          default -> Duration.ofHours(1);
        };
    return Optional.of(new RateLimit(Integer.parseInt(form.group(1)), period));
  }
}
