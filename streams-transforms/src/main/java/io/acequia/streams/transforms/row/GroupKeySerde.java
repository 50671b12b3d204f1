package io.acequia.streams.transforms.row;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import io.acequia.streams.transforms.state.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a group's columns: the key of repartition topics and of stores. Equal numbers are
 * written alike.
 */
public final class GroupKeySerde extends BinarySerde<List<@Nullable Object>> {

  public GroupKeySerde() {
    super("a group's key");
  }

  @Override
  void write(StateWriter out, List<@Nullable Object> key) {
    out.writeUnsigned(key.size());
    for (Object value : key) {
      ValueCodec.write(out, GroupValue.of(value));
    }
  }

  @Override
  List<@Nullable Object> read(StateReader in) {
    int size = in.readCount();
    List<@Nullable Object> key = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      key.add(ValueCodec.read(in));
    }
    return key;
  }
}
