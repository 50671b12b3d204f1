package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.aggregate.QuantileSketch.Level;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * All percentiles of one field. NaN has no rank and is left out; infinities take part.
 *
 * <p>To read a large sketch and to write it takes a hundred times as long as to add a value. So a
 * stored one is not read for a few more values: these are stored behind it, and it takes them when
 * they are many or a result is asked for. The result is the same as if it had taken them at once.
 */
final class QuantileCell implements Cell {

  /** Sketches of fewer values are read at once. */
  private static final int SMALL = 96;

  private final NumericInput input;
  private final QuantileSketch sketch;
  private final RecentValues recent = new RecentValues();

  /** The sketch in its stored form, if it has not been read: then {@code recent} is behind it. */
  private byte @Nullable [] unread;

  QuantileCell(String field, boolean numericText, int k) {
    input = new NumericInput(field, numericText);
    sketch = new QuantileSketch(k);
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    double number = input.asDouble(value);
    if (!Double.isNaN(number)) {
      // Plus zero makes a negative zero positive, so that zeros stay whole numbers in the store.
      take(number + 0.0);
    }
  }

  private void take(double number) {
    if (unread != null && recent.hasRoomFor(1)) {
      recent.append(number);
    } else {
      sketch().add(number);
    }
  }

  /** The sketch with all values. */
  private QuantileSketch sketch() {
    byte[] stored = unread;
    if (stored != null) {
      unread = null;
      StateReader in = new StateReader(stored);
      QuantileCodec.read(in, sketch);
      in.expectEnd();
      recent.forEach(sketch::add);
      recent.clear();
    }
    return sketch;
  }

  @Override
  public void merge(Cell later) {
    QuantileSketch other = ((QuantileCell) later).sketch();
    if (other.levels() > 1 || unread == null || !recent.hasRoomFor(other.level(0).size())) {
      sketch().merge(other);
      return;
    }
    Level values = other.level(0);
    for (int i = 0; i < values.size(); i++) {
      recent.append(values.get(i));
    }
  }

  @Override
  public void clear() {
    unread = null;
    recent.clear();
    sketch.clear();
  }

  @Override
  public void write(StateWriter out) {
    byte[] stored = unread;
    if (stored == null && sketch.stored() <= SMALL) {
      QuantileCodec.write(out, sketch);
      return;
    }
    if (stored == null) {
      StateWriter written = new StateWriter();
      QuantileCodec.write(written, sketch);
      stored = written.toByteArray();
    }
    recent.write(out.writeUnsigned(QuantileCodec.FOLLOWED).writeBytes(stored));
  }

  @Override
  public void read(StateReader in) {
    clear();
    if (in.peekByte() != QuantileCodec.FOLLOWED) {
      QuantileCodec.read(in, sketch);
      return;
    }
    var unused = in.readByte();
    unread = in.readBytes();
    recent.read(in);
  }

  @Override
  public @Nullable Double result(AggregateSpec spec) {
    QuantileSketch all = sketch();
    return all.count() == 0 ? null : (Double) all.percentile(spec.options().percentile());
  }
}
