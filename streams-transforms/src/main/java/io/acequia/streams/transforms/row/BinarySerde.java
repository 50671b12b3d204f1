package io.acequia.streams.transforms.row;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The binary form of {@code T}: a version, then what {@link #write} writes. Null is null. Safe for
 * use by several threads.
 */
abstract class BinarySerde<T> implements Serde<T> {

  /** The version of the form that this release writes. */
  static final int VERSION = 1;

  private final String what;

  /**
   * @param what it is that is read, for messages
   */
  BinarySerde(String what) {
    this.what = what;
  }

  abstract void write(StateWriter out, T value);

  abstract T read(StateReader in);

  byte @Nullable [] encode(@Nullable T value) {
    if (value == null) {
      return null;
    }
    StateWriter out = new StateWriter();
    write(out.writeByte(VERSION), value);
    return out.toByteArray();
  }

  @Nullable T decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    StateReader in = new StateReader(bytes);
    in.readVersion(VERSION, what);
    T value = read(in);
    in.expectEnd();
    return value;
  }

  @Override
  public Serializer<T> serializer() {
    return (topic, value) -> encode(value);
  }

  @Override
  public Deserializer<T> deserializer() {
    return (topic, bytes) -> decode(bytes);
  }
}
