package io.acequia.streams.transforms.detect;

import org.jspecify.annotations.Nullable;

/**
 * What was found about one value, against the baseline before it.
 *
 * @param score deviations from the baseline, negative below it; null while there are too few
 *     values, and for a value that is not finite
 * @param flagged whether the value is an anomaly
 * @param center the baseline's mean or median; null without values
 * @param deviation the baseline's standard deviation, or its estimate from the median absolute
 *     deviation; null for fewer than two values
 * @param count the values in the baseline
 */
public record Detection(
    @Nullable Double score,
    boolean flagged,
    @Nullable Double center,
    @Nullable Double deviation,
    long count,
    AlertChange alert) {

  /** What a value does to the key's alert. */
  public enum AlertChange {
    NONE,
    OPENED,
    CLOSED
  }
}
