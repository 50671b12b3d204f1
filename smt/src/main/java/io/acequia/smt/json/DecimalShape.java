package io.acequia.smt.json;

import java.math.BigDecimal;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of which at least one was too big for a long or a double.
 *
 * @param scale the most digits after the point so far
 */
record DecimalShape(int scale) implements Shape {

  static final DecimalShape INTEGER = new DecimalShape(0);

  @Override
  public Shape with(@Nullable Object value, Trail trail) {
    if (value == null || value instanceof Long) {
      return this;
    }
    if (value instanceof BigDecimal decimal) {
      return widened(decimal.scale());
    }
    if (value instanceof Double number) {
      return widened(BigDecimal.valueOf(number).scale());
    }
    throw trail.misfit("was a number before and is " + Shape.nameOf(value) + " here");
  }

  private DecimalShape widened(int other) {
    return other <= scale ? this : new DecimalShape(other);
  }

  @Override
  public Schema schema(@Nullable String name) {
    return Decimal.builder(scale).optional().build();
  }

  @Override
  public int fields() {
    return 0;
  }
}
