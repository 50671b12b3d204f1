package io.acequia.streams.transforms.aggregate;

/**
 * One aggregate: an operation over one value of the row.
 *
 * @param input the value's index in the row, or {@link #ROWS}
 * @param field the field's name, for messages
 * @throws IllegalArgumentException for an option out of its range, naming operation and field
 */
public record AggregateSpec(AggregateOp op, int input, String field, AggregateOptions options) {

  /** The input of a count of rows, whatever they hold. */
  public static final int ROWS = -1;

  private static final int MOST_VALUES = 10_000;

  public AggregateSpec {
    check(op, field, input >= 0 || (op == AggregateOp.COUNT && input == ROWS), "it needs a field");
    check(
        op,
        field,
        options.percentile() >= 0 && options.percentile() <= 100,
        "p must be from 0 to 100");
    int size = options.sketchSize();
    switch (op) {
      case COUNT_DISTINCT ->
          check(op, field, size == 0 || (size >= 4 && size <= 16), "lg_k must be from 4 to 16");
      case PERCENTILE ->
          check(op, field, size == 0 || (size >= 8 && size <= 4096), "k must be from 8 to 4096");
      case TOP_K ->
          check(op, field, size >= 0 && size <= MOST_VALUES, "at most 10000 values can be counted");
      default -> check(op, field, size == 0, "it has no size");
    }
    check(
        op,
        field,
        options.limit() >= 0 && options.limit() <= MOST_VALUES,
        "the limit must be from 1 to 10000");
  }

  /** An aggregate with default options. */
  public static AggregateSpec of(AggregateOp op, int input, String field) {
    return new AggregateSpec(op, input, field, AggregateOptions.DEFAULTS);
  }

  /** {@code count(*)}. */
  public static AggregateSpec countRows() {
    return of(AggregateOp.COUNT, ROWS, "*");
  }

  int limit() {
    int standard = op == AggregateOp.TOP_K ? 10 : 100;
    return options.limit() == 0 ? standard : options.limit();
  }

  int sketchSize() {
    if (options.sketchSize() != 0) {
      return options.sketchSize();
    }
    return switch (op) {
      case COUNT_DISTINCT -> 12;
      case PERCENTILE -> 200;
      case TOP_K -> Math.min(MOST_VALUES, Math.max(100, 10 * limit()));
      default -> 0;
    };
  }

  private static void check(AggregateOp op, String field, boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("%s of '%s': %s".formatted(op.spelling(), field, rule));
    }
  }
}
