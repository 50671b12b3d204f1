package io.acequia.streams.transforms.detect;

/**
 * How anomalies of one field are found.
 *
 * @param field the field's name, for messages
 * @param threshold a score further from 0 than this is an anomaly
 * @param clear an open alert ends when the score comes back to this or closer to 0
 * @param minimumCount values that the baseline needs before anything is judged; at least 2
 * @param forMillis how long by event time the score must stay beyond the threshold before an alert
 *     opens; 0 for at once
 * @param alpha the weight of the newest value, for {@link Method#EXPONENTIAL}
 * @param window the number of latest values kept, for {@link Method#MEDIAN}
 * @param flat what a value other than the baseline's one and only value means
 * @throws IllegalArgumentException for a parameter out of its range, naming it and the field
 */
public record DetectorSpec(
    String field,
    Method method,
    double threshold,
    double clear,
    int minimumCount,
    long forMillis,
    double alpha,
    int window,
    Flat flat) {

  private static final int LARGEST_WINDOW = 10_000;

  /** What the baseline is. */
  public enum Method {
    /** Mean and standard deviation of all values before. */
    ZSCORE,
    /** The same with exponentially falling weights: follows a level that moves. */
    EXPONENTIAL,
    /** Median and median absolute deviation of the latest values: outliers do not move it. */
    MEDIAN
  }

  /** The score of a different value after values that were all equal. */
  public enum Flat {
    /** Infinite: an anomaly whatever the threshold. */
    INFINITE,
    /** Zero: never an anomaly. */
    ZERO
  }

  public DetectorSpec {
    check(field, threshold > 0 && Double.isFinite(threshold), "threshold must be above 0");
    check(field, clear >= 0 && clear <= threshold, "clear must be from 0 to the threshold");
    check(field, minimumCount >= 2, "the minimum count must be 2 or more");
    check(field, forMillis >= 0, "for must not be negative");
    check(field, alpha > 0 && alpha < 1, "alpha must be between 0 and 1");
    check(field, window >= 3 && window <= LARGEST_WINDOW, "window must be from 3 to 10000");
    check(
        field,
        method != Method.MEDIAN || minimumCount <= window,
        "the minimum count must not be above the window");
  }

  /**
   * {@code detect_anomalies(threshold)}: two-sided, judged from the eleventh value on, alerts at
   * once, no hysteresis.
   */
  public static DetectorSpec of(String field, Method method, double threshold) {
    return new DetectorSpec(field, method, threshold, threshold, 10, 0, 0.1, 100, Flat.INFINITE);
  }

  public DetectorSpec withMinimumCount(int value) {
    return new DetectorSpec(field, method, threshold, clear, value, forMillis, alpha, window, flat);
  }

  /** Hysteresis: where an alert ends, and how long it takes to begin. */
  public DetectorSpec withAlert(double clearAt, long millis) {
    return new DetectorSpec(
        field, method, threshold, clearAt, minimumCount, millis, alpha, window, flat);
  }

  public DetectorSpec withAlpha(double value) {
    return new DetectorSpec(
        field, method, threshold, clear, minimumCount, forMillis, value, window, flat);
  }

  /** The number of values after which a value's weight has halved. */
  public DetectorSpec withHalfLife(double values) {
    return withAlpha(1 - Math.pow(0.5, 1 / values));
  }

  public DetectorSpec withWindow(int value) {
    return new DetectorSpec(
        field, method, threshold, clear, minimumCount, forMillis, alpha, value, flat);
  }

  public DetectorSpec withFlat(Flat value) {
    return new DetectorSpec(
        field, method, threshold, clear, minimumCount, forMillis, alpha, window, value);
  }

  private static void check(String field, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("detect of '%s': %s".formatted(field, rule));
    }
  }
}
