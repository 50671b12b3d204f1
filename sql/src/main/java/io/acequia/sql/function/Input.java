package io.acequia.sql.function;

import io.acequia.sql.function.Parameter.Conversion;
import org.jspecify.annotations.Nullable;

/** An argument at one place of a statement: a constant that was converted once, or a conversion. */
final class Input<T> {

  private final @Nullable Conversion<T> conversion;
  private final @Nullable T constant;
  private final boolean strict;

  /** Of values that differ from record to record. */
  Input(Conversion<T> conversion, boolean strict) {
    this.conversion = conversion;
    this.constant = null;
    this.strict = strict;
  }

  /** Of a constant, or of an argument that was left out. */
  Input(@Nullable T constant) {
    this.conversion = null;
    this.constant = constant;
    this.strict = false;
  }

  /** Whether this value makes the function's result null. */
  boolean isMissing(@Nullable Object value) {
    return value == null && strict;
  }

  /** What the body gets: null only where its parameter lets null through. */
  @SuppressWarnings("NullAway") // T's nullness is the parameter's, which the type cannot say
  T read(@Nullable Object value) {
    if (conversion == null) {
      return constant;
    }
    return value == null ? null : conversion.convert(value);
  }
}
