package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.aggregate.PartialState;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of aggregates: values by position, or one stored {@link PartialState} in their place.
 * Both are read whichever a plan writes, since a changed plan finds what the one before it wrote.
 */
final class InputsSerde implements Serde<@Nullable Object[]> {

  private final Serializer<@Nullable Object[]> values = Compilation.VALUES.serializer();
  private final Deserializer<@Nullable Object[]> valuesOf = Compilation.VALUES.deserializer();

  /** The partial state that inputs are; null if they are values. */
  static byte @Nullable [] partial(@Nullable Object[] inputs) {
    return inputs.length == 1 && inputs[0] instanceof byte[] partial ? partial : null;
  }

  @Override
  public Serializer<@Nullable Object[]> serializer() {
    return (topic, inputs) -> {
      byte[] partial = inputs == null ? null : partial(inputs);
      return partial == null ? values.serialize(topic, inputs) : partial;
    };
  }

  @Override
  public Deserializer<@Nullable Object[]> deserializer() {
    return (topic, bytes) ->
        bytes != null && PartialState.isOne(bytes)
            ? new Object[] {bytes}
            : valuesOf.deserialize(topic, bytes);
  }
}
