package io.acequia.streams.transforms.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is out of the ordinary in one field of rows or of results.
 *
 * @param by the expressions that tell series apart, each with its own baseline; empty: the key
 * @param where the condition that a row must meet to be looked at; null: none
 * @param threshold the score at which a value is an anomaly; null of type threshold
 * @param minCount how many values a baseline needs before it judges one
 * @param alpha the weight of the newest value, between 0 and 1; null unless ewma
 * @param window how many values the median is taken over; 0 unless mad
 * @param above a value above this is one to report; null: no upper bound
 * @param below a value below this is one to report; null: no lower bound
 * @param clear the value that ends an alert, on the safe side of the bound; null: the bound itself
 * @param lasting how long a bound must be crossed before there is an alert; {@code for} in a plan
 * @param as names the columns: {@code as}, {@code as_score} and so on
 */
public record Detection(
    Type type,
    String field,
    List<String> by,
    @Nullable String where,
    @Nullable Double threshold,
    int minCount,
    @Nullable Double alpha,
    int window,
    @Nullable Double above,
    @Nullable Double below,
    @Nullable Double clear,
    Duration lasting,
    Output output,
    String as) {

  /** How a value is judged. */
  public enum Type {
    /** By mean and standard deviation of all values before it. */
    ZSCORE,
    /** The same, exponentially weighted. */
    EWMA,
    /** By the median and the median absolute deviation of the last values before it. */
    MAD,
    /** By fixed bounds. */
    THRESHOLD
  }

  /** What is written. */
  public enum Output {
    /** Every row, with columns that say what was found. */
    FLAG,
    /** Only an event when an anomaly begins and when it ends. */
    ALERTS
  }

  public Detection {
    by = List.copyOf(by);
  }
}
