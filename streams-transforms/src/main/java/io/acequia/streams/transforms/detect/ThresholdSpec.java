package io.acequia.streams.transforms.detect;

import org.jspecify.annotations.Nullable;

/**
 * Fixed bounds of one field.
 *
 * @param field the field's name, for messages
 * @param above a value above this is beyond the bounds; null: no upper bound
 * @param below a value below this is beyond the bounds; null: no lower bound
 * @param clear an open alert ends when the value comes back to this or further; null: to the bound
 * @param forMillis how long by event time a bound must be crossed before an alert opens
 * @throws IllegalArgumentException for a parameter out of its range, naming it and the field
 */
public record ThresholdSpec(
    String field,
    @Nullable Double above,
    @Nullable Double below,
    @Nullable Double clear,
    long forMillis) {

  public ThresholdSpec {
    check(field, above != null || below != null, "above or below is needed");
    check(
        field,
        clear == null || above == null || below == null,
        "clear belongs to one bound, and there are two");
    check(field, clear == null || above == null || clear <= above, "clear must not be above above");
    check(field, clear == null || below == null || clear >= below, "clear must not be below below");
    check(field, forMillis >= 0, "for must not be negative");
  }

  boolean isBeyond(double value) {
    return (above != null && value > above) || (below != null && value < below);
  }

  /** The bound that a value beyond the bounds has crossed. */
  @Nullable Double bound(double value) {
    return above != null && value > above ? above : below;
  }

  /** The bound, if there is one only. */
  @Nullable Double onlyBound() {
    return above == null ? below : below == null ? above : null;
  }

  boolean isBack(double value) {
    if (clear == null) {
      return !isBeyond(value);
    }
    return above != null ? value <= clear : value >= clear;
  }

  private static void check(String field, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("detect of '%s': %s".formatted(field, rule));
    }
  }
}
