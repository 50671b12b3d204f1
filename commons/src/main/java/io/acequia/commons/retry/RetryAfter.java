package io.acequia.commons.retry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * HTTP's {@code Retry-After}, in both of its forms: delay-seconds and HTTP-date.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3">RFC 9110, section 10.2.3</a>
 */
public final class RetryAfter {

  // RFC_1123_DATE_TIME prints one-digit days; the IMF-fixdate of RFC 9110 has two.
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

  private RetryAfter() {}

  /**
   * How long to wait.
   *
   * @param header the header's value, {@code null} where there was none
   * @param now what a date is measured against
   * @param cap the longest wait that is accepted from outside
   * @return between zero and {@code cap}; empty without a header that can be read
   */
  public static Optional<Duration> parse(@Nullable String header, Instant now, Duration cap) {
    if (header == null || header.isBlank()) {
      return Optional.empty();
    }
    String text = header.strip();
    Duration wait;
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // Nineteen digits would not fit a long, and nobody waits for ten.
      wait = text.length() > 9 ? cap : Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        wait =
            Duration.between(
                now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
    if (wait.isNegative()) {
      return Optional.of(Duration.ZERO);
    }
    return Optional.of(wait.compareTo(cap) > 0 ? cap : wait);
  }

  /** The delay-seconds form, rounded up, so that nobody comes back too early. */
  public static String seconds(Duration wait) {
    return Long.toString(Math.max(0, wait.plusNanos(999_999_999).getSeconds()));
  }

  /** The HTTP-date form, rounded up to the second. */
  public static String httpDate(Instant at) {
    return IMF_FIXDATE.format(at.plusNanos(999_999_999).atZone(ZoneOffset.UTC));
  }
}
