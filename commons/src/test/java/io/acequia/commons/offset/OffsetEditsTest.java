package io.acequia.commons.offset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OffsetEditsTest {
  private static final TopicPartition P0 = new TopicPartition("flights", 0);
  private static final TopicPartition P1 = new TopicPartition("flights", 1);

  @Test
  void partitionsWithoutAnOffsetAreForgotten() {
    Map<TopicPartition, @Nullable Long> offsets = new HashMap<>();
    offsets.put(P0, 0L);
    offsets.put(P1, null);
    OffsetEdits edits = OffsetEdits.of(offsets);
    assertThat(edits.moved()).containsExactly(Map.entry(P0, 0L));
    assertThat(edits.forgotten()).containsExactly(P1);
  }

  @Test
  void negativeOffsetIsRefusedByItsPartition() {
    assertThatThrownBy(() -> OffsetEdits.of(Map.of(P0, 3L, P1, -1L)))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("flights-1")
        .hasMessageContaining("-1");
  }
}
