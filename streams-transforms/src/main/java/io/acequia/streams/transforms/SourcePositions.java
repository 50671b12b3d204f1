package io.acequia.streams.transforms;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Positions in source topics, as Connect's REST API writes offsets. */
final class SourcePositions {

  private static final String TOPIC = "topic";
  private static final String PARTITION = "partition";
  private static final String OFFSET = "offset";

  private SourcePositions() {}

  /**
   * The positions.
   *
   * @throws ConnectException naming the element that is not of the form
   */
  static Map<TopicPartition, Long> parse(Map<Map<String, ?>, Map<String, ?>> offsets) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    offsets.forEach((partition, offset) -> positions.put(partition(partition), offset(offset)));
    return positions;
  }

  private static TopicPartition partition(Map<String, ?> partition) {
    if (!partition.keySet().equals(Set.of(TOPIC, PARTITION))
        || !(partition.get(TOPIC) instanceof String topic)) {
      throw new ConnectException(
          "a partition is written as {\"topic\": \"name\", \"partition\": 0}, but one has "
              + partition.keySet());
    }
    return new TopicPartition(topic, Math.toIntExact(number(partition.get(PARTITION), PARTITION)));
  }

  private static long offset(@Nullable Map<String, ?> offset) {
    if (offset == null) {
      throw new ConnectException(
          "some offsets are removed and others set: removing all of them resets the application");
    }
    if (!offset.keySet().equals(Set.of(OFFSET))) {
      throw new ConnectException(
          "an offset is written as {\"offset\": 0}, but one has " + offset.keySet());
    }
    return number(offset.get(OFFSET), OFFSET);
  }

  private static long number(@Nullable Object value, String name) {
    if ((value instanceof Long || value instanceof Integer) && ((Number) value).longValue() >= 0) {
      long number = ((Number) value).longValue();
      if (name.equals(OFFSET) || number <= Integer.MAX_VALUE) {
        return number;
      }
    }
    throw new ConnectException(name + " must be a whole number that is not negative");
  }
}
