package io.acequia.commons.config;

import java.time.Duration;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * How failed calls to an outside system are repeated.
 *
 * @param initialBackoff the most to wait before the first repetition
 * @param maxBackoff the most to wait before any
 * @param timeout after how long of nothing but failures the task fails; negative: never
 */
public record RetryOptions(Duration initialBackoff, Duration maxBackoff, Duration timeout) {

  private static final String INITIAL = ".retry.backoff.ms";
  private static final String MAX = ".retry.backoff.max.ms";
  private static final String TIMEOUT = ".retry.timeout.ms";

  /** Defines the keys under {@code prefix}, such as {@code postgres}. */
  public static void addTo(ConfigDef def, String prefix) {
    ConfigGroup.in(def, "Retries")
        .optional(
            prefix + INITIAL,
            Type.LONG,
            200L,
            Validators.between(1, 60_000),
            Importance.LOW,
            Width.SHORT,
            "The longest wait before a failed call is repeated for the first time, in milliseconds;"
                + " the wait is drawn at random below this bound, which doubles with each failure.")
        .optional(
            prefix + MAX,
            Type.LONG,
            10_000L,
            Validators.between(1, 3_600_000),
            Importance.LOW,
            Width.SHORT,
            "The longest wait between two attempts, in milliseconds.")
        .optional(
            prefix + TIMEOUT,
            Type.LONG,
            -1L,
            Validators.atLeast(-1),
            Importance.MEDIUM,
            Width.SHORT,
            "How long a call that keeps failing is repeated before the task fails, in milliseconds;"
                + " -1 repeats for ever, so that an outage of any length only delays the records.");
  }

  /** Reads the keys under {@code prefix}. */
  public static RetryOptions from(AbstractConfig config, String prefix) {
    return new RetryOptions(
        Duration.ofMillis(config.getLong(prefix + INITIAL)),
        Duration.ofMillis(config.getLong(prefix + MAX)),
        Duration.ofMillis(config.getLong(prefix + TIMEOUT)));
  }

  /** Whether a call that has been failing for {@code elapsed} should be given up. */
  public boolean isExhausted(Duration elapsed) {
    return !timeout.isNegative() && elapsed.compareTo(timeout) >= 0;
  }
}
