package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import io.acequia.streams.transforms.state.ValueCodec;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The least or greatest value of one field, by {@link ValueOrder}. */
final class ExtremeCell implements Cell {

  private final String field;
  private final int direction;
  private @Nullable Object extreme;

  /**
   * @param direction 1 for the greatest, -1 for the least
   */
  ExtremeCell(String field, int direction) {
    this.field = field;
    this.direction = direction;
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    if (extreme instanceof Long old && value instanceof Long number) {
      if (Long.compare(number, old) * direction > 0) {
        extreme = number;
      }
      return;
    }
    Object plain = PlainValue.scalar(value, field);
    if (extreme == null || compare(plain, extreme) * direction > 0) {
      extreme = PlainValue.kept(plain, field);
    }
  }

  @Override
  public void merge(Cell later) {
    Object other = ((ExtremeCell) later).extreme;
    if (other != null && (extreme == null || compare(other, extreme) * direction > 0)) {
      extreme = other;
    }
  }

  @Override
  public boolean canMerge(Cell later) {
    Object other = ((ExtremeCell) later).extreme;
    return extreme == null || other == null || ValueOrder.comparable(extreme, other);
  }

  private int compare(Object left, Object right) {
    if (!ValueOrder.comparable(left, right)) {
      throw new DataException(
          "The field '%s' has values of the types %s and %s, which have no order"
              .formatted(field, left.getClass().getSimpleName(), right.getClass().getSimpleName()));
    }
    return ValueOrder.INSTANCE.compare(left, right);
  }

  @Override
  public void clear() {
    extreme = null;
  }

  @Override
  public void write(StateWriter out) {
    ValueCodec.write(out, extreme);
  }

  @Override
  public void read(StateReader in) {
    extreme = ValueCodec.read(in);
  }

  @Override
  public @Nullable Object result(AggregateSpec spec) {
    return extreme;
  }
}
