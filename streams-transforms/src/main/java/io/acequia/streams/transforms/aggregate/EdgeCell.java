package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import io.acequia.streams.transforms.state.ValueCodec;
import org.jspecify.annotations.Nullable;

/**
 * The first or last value of one field by event time, then by offset, whatever the order of
 * arrival. Of two values with the same time and offset the one that arrived first is the first.
 */
final class EdgeCell implements Cell {

  private final String field;
  private final int direction;
  private @Nullable Object value;
  private long timestamp;
  private long offset;

  /**
   * @param direction 1 for the last, -1 for the first
   */
  EdgeCell(String field, int direction) {
    this.field = field;
    this.direction = direction;
  }

  @Override
  public void add(Object candidate, long time, long position) {
    if (replacedBy(time, position)) {
      value = PlainValue.kept(candidate, field);
      timestamp = time;
      offset = position;
    }
  }

  @Override
  public void merge(Cell later) {
    EdgeCell other = (EdgeCell) later;
    if (other.value != null && replacedBy(other.timestamp, other.offset)) {
      value = other.value;
      timestamp = other.timestamp;
      offset = other.offset;
    }
  }

  private boolean replacedBy(long time, long position) {
    if (value == null) {
      return true;
    }
    int order = Long.compare(time, timestamp);
    if (order == 0) {
      order = Long.compare(position, offset);
    }
    return direction > 0 ? order >= 0 : order < 0;
  }

  @Override
  public void clear() {
    value = null;
    timestamp = 0;
    offset = 0;
  }

  @Override
  public void write(StateWriter out) {
    ValueCodec.write(out, value);
    if (value != null) {
      out.writeSigned(timestamp).writeSigned(offset);
    }
  }

  @Override
  public void read(StateReader in) {
    clear();
    value = ValueCodec.read(in);
    if (value != null) {
      timestamp = in.readSigned();
      offset = in.readSigned();
    }
  }

  @Override
  public @Nullable Object result(AggregateSpec spec) {
    return value;
  }
}
