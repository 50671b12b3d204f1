package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/** All percentiles of one field. NaN has no rank and is left out; infinities take part. */
final class QuantileCell implements Cell {

  private final NumericInput input;
  private final QuantileSketch sketch;

  QuantileCell(String field, boolean numericText, int k) {
    input = new NumericInput(field, numericText);
    sketch = new QuantileSketch(k);
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    double number = input.asDouble(value);
    if (!Double.isNaN(number)) {
      // Plus zero makes a negative zero positive, so that zeros stay whole numbers in the store.
      sketch.add(number + 0.0);
    }
  }

  @Override
  public void merge(Cell later) {
    sketch.merge(((QuantileCell) later).sketch);
  }

  @Override
  public void clear() {
    sketch.clear();
  }

  @Override
  public void write(StateWriter out) {
    QuantileCodec.write(out, sketch);
  }

  @Override
  public void read(StateReader in) {
    QuantileCodec.read(in, sketch);
  }

  @Override
  public @Nullable Double result(AggregateSpec spec) {
    return sketch.count() == 0 ? null : (Double) sketch.percentile(spec.options().percentile());
  }
}
