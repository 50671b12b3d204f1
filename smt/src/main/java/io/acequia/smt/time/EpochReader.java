package io.acequia.smt.time;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Numbers, and texts of numbers, since the epoch; with fractions, rounded down to nanoseconds. */
record EpochReader(EpochUnit unit) implements TimeReader {

  @Override
  public @Nullable Instant read(Object value) {
    Number number = Numerals.of(value);
    if (number instanceof Long count) {
      return unit.instant((long) count);
    }
    return number instanceof BigDecimal count ? unit.instant(count) : null;
  }
}
