package io.acequia.http.source;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The shape of this connector's offsets: partition {@code {"task": "0"}}, offset {@code
 * {"sequence": 42}}, the number of events that this task has taken so far.
 */
final class SourceOffsets {

  private static final String TASK = "task";
  private static final String SEQUENCE = "sequence";

  private SourceOffsets() {}

  static Map<String, String> partition(String task) {
    return Map.of(TASK, task);
  }

  /** The sequence to go on from; 0 if none is known. */
  static long sequence(@Nullable Map<String, Object> offset) {
    return offset != null && offset.get(SEQUENCE) instanceof Number number ? number.longValue() : 0;
  }

  /**
   * Checks what a user wants to set.
   *
   * @param offset {@code null} to remove it
   * @throws ConnectException saying which shape is expected
   */
  static void check(@Nullable Map<String, ?> partition, @Nullable Map<String, ?> offset) {
    if (partition == null
        || !partition.keySet().equals(Set.of(TASK))
        || !String.valueOf(partition.get(TASK)).matches("[0-9]{1,9}")) {
      throw new ConnectException(
          "A partition must be {\"task\": \"<number of the task>\"}, not " + partition);
    }
    if (offset == null) {
      return;
    }
    Object sequence = offset.get(SEQUENCE);
    boolean whole = sequence instanceof Long || sequence instanceof Integer;
    if (!whole
        || !offset.keySet().equals(Set.of(SEQUENCE))
        || Long.parseLong(String.valueOf(sequence)) < 0) {
      throw new ConnectException(
          "An offset must be {\"sequence\": <whole number of at least 0>}, not " + offset);
    }
  }
}
