package io.acequia.object.store.sink.write;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;

/**
 * The keys of objects: {@code <prefix><path>/<topic>+<partition>+<first offset><suffix><ending>}. A
 * name follows from the original coordinates of the file's first record, and nobody else's file has
 * it, whichever topics share a path.
 */
final class FileNames {
  private static final int MAX_KEY_BYTES = 1_024;

  private final String prefix;
  private final String ending;

  FileNames(String prefix, String suffix, String extension) {
    this.prefix = prefix;
    this.ending = suffix + extension;
  }

  /**
   * The key of a file.
   *
   * @throws DataException if it is too long for a key
   */
  String key(String path, TopicPartition partition, long offset) {
    String digits = Long.toString(offset);
    String key =
        prefix
            + path
            + (path.isEmpty() ? "" : "/")
            + head(partition)
            + "0".repeat(20 - digits.length())
            + digits
            + ending;
    if (key.length() > MAX_KEY_BYTES / 3
        && key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new DataException("the key of the record's file has more than 1024 bytes");
    }
    return key;
  }

  private static String head(TopicPartition partition) {
    return partition.topic() + "+" + partition.partition() + "+";
  }

  /** Whether this is the key of a file of one of these partitions. */
  static boolean isOf(String key, Collection<TopicPartition> partitions) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return partitions.stream().anyMatch(partition -> name.startsWith(head(partition)));
  }
}
