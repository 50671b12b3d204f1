package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class SourcePositionsTest {

  private static final Map<String, ?> PARTITION = Map.of("topic", "flights", "partition", 3L);

  @Test
  void positionsAreReadWhicheverWholeNumberConnectGives() {
    assertThat(SourcePositions.parse(Map.of(PARTITION, Map.of("offset", 7))))
        .containsExactly(Map.entry(new TopicPartition("flights", 3), 7L));
  }

  @Test
  void whatIsNotOfTheFormIsRefused() {
    refused(Map.of(Map.of("topic", "flights"), Map.of("offset", 7)), "a partition is written as");
    refused(
        Map.of(Map.of("topic", 1, "partition", 0), Map.of("offset", 7)),
        "a partition is written as");
    refused(
        Map.of(Map.of("topic", "flights", "partition", -1), Map.of("offset", 7)),
        "partition must be a whole number");
    refused(
        Map.of(Map.of("topic", "flights", "partition", 1L << 40), Map.of("offset", 7)),
        "partition must be a whole number");
    refused(Map.of(PARTITION, Map.of("offset", "7")), "offset must be a whole number");
    refused(Map.of(PARTITION, Map.of("offset", 7, "more", 1)), "an offset is written as");
  }

  @Test
  void someOffsetsRemovedAndOthersSetIsRefused() {
    Map<Map<String, ?>, Map<String, ?>> mixed = new HashMap<>();
    mixed.put(PARTITION, Map.of("offset", 7));
    mixed.putAll(Collections.singletonMap(Map.of("topic", "flights", "partition", 4L), null));
    refused(mixed, "some offsets are removed and others set");
  }

  private static void refused(Map<Map<String, ?>, Map<String, ?>> offsets, String reason) {
    assertThatThrownBy(() -> SourcePositions.parse(offsets))
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining(reason);
  }
}
