package io.acequia.streams.transforms.row;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import io.acequia.streams.transforms.state.ValueCodec;
import org.jspecify.annotations.Nullable;

/** Values by position, such as the inputs of aggregates. */
public final class ValuesSerde extends BinarySerde<@Nullable Object[]> {

  public ValuesSerde() {
    super("the inputs of aggregates");
  }

  @Override
  void write(StateWriter out, @Nullable Object[] values) {
    out.writeUnsigned(values.length);
    for (Object value : values) {
      ValueCodec.write(out, Plain.of(value));
    }
  }

  @Override
  @Nullable Object[] read(StateReader in) {
    @Nullable Object[] values = new Object[in.readCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = ValueCodec.read(in);
    }
    return values;
  }
}
