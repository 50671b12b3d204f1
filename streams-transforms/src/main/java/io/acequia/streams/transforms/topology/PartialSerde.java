package io.acequia.streams.transforms.topology;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Inputs that are one stored {@link io.acequia.streams.transforms.aggregate.PartialState}. */
final class PartialSerde implements Serde<@Nullable Object[]> {

  @Override
  public Serializer<@Nullable Object[]> serializer() {
    return (topic, inputs) -> inputs == null ? null : (byte[]) inputs[0];
  }

  @Override
  public Deserializer<@Nullable Object[]> deserializer() {
    return (topic, bytes) -> bytes == null ? null : new Object[] {bytes};
  }
}
