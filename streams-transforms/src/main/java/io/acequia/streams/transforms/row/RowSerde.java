package io.acequia.streams.transforms.row;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import io.acequia.streams.transforms.state.ValueCodec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows by name, between operators of which the columns are not known before. */
public final class RowSerde extends BinarySerde<Map<String, @Nullable Object>> {

  public RowSerde() {
    super("a row");
  }

  @Override
  void write(StateWriter out, Map<String, @Nullable Object> row) {
    if (row instanceof LayeredRow layered) {
      out.writeByte(2);
      writeColumns(out, layered.front());
      writeColumns(out, layered.behind());
    } else {
      writeColumns(out.writeByte(1), row);
    }
  }

  @Override
  Map<String, @Nullable Object> read(StateReader in) {
    int layers = in.readByte();
    return switch (layers) {
      case 1 -> readColumns(in);
      case 2 -> new LayeredRow(readColumns(in), readColumns(in));
      default -> throw in.broken("a row has one layer or two");
    };
  }

  private static void writeColumns(StateWriter out, Map<String, @Nullable Object> row) {
    out.writeUnsigned(row.size());
    row.forEach(
        (name, value) -> {
          out.writeText(name);
          ValueCodec.write(out, Plain.of(value));
        });
  }

  private static Map<String, @Nullable Object> readColumns(StateReader in) {
    int size = in.readCount();
    Map<String, @Nullable Object> row = new LinkedHashMap<>(size * 4 / 3 + 1);
    for (int i = 0; i < size; i++) {
      row.put(in.readText(), ValueCodec.read(in));
    }
    return row;
  }
}
