package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.AggregateSpec;
import io.acequia.streams.transforms.aggregate.PartialState;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputsSerdeTest {

  private final InputsSerde serde = new InputsSerde();

  private Object[] again(Object[] inputs) {
    return serde.deserializer().deserialize("t", serde.serializer().serialize("t", inputs));
  }

  @Test
  void tellsValuesFromPartialStates() {
    assertThat(again(new Object[] {5L, "DTW", null})).containsExactly(5L, "DTW", null);
    assertThat(again(new Object[0])).isEmpty();
    AggregateSet count = AggregateSet.of(List.of(AggregateSpec.countRows()));
    byte[] partial = new PartialState(count).ofRow(new Object[0], 0);
    assertThat(InputsSerde.partial(again(new Object[] {partial}))).isEqualTo(partial);
    assertThat(InputsSerde.partial(again(new Object[] {5L}))).isNull();
  }
}
