package io.acequia.object.store.sink.offset;

import io.acequia.commons.error.Disposition;
import io.acequia.commons.offset.OffsetEdits;
import io.acequia.object.store.Condition;
import io.acequia.object.store.ObjectChangedException;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * One small object for each partition that says where the partition goes on, changed only by those
 * who know its last version: a task that lost its partition without noticing cannot change it.
 */
public final class EpochIndex {
  private static final int MAX_BYTES = 8_192;

  private final ObjectStore store;
  private final String prefix;

  /** An entry as it was found. */
  public record Found(IndexEntry entry, String version) {}

  /**
   * @param prefix of the keys, of this connector alone, ending with {@code /}
   */
  public EpochIndex(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  String key(TopicPartition partition) {
    return prefix + partition.topic() + "/" + partition.partition() + ".properties";
  }

  /** What is stored of a partition; {@code null} if nothing is. */
  public @Nullable Found read(TopicPartition partition) throws IOException {
    String key = key(partition);
    StoredObject head = store.head(key).orElse(null);
    while (head != null) {
      try (InputStream in = store.read(key, 0, -1, head.version())) {
        String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        return new Found(IndexEntry.parse(text), head.version());
      } catch (IllegalArgumentException e) {
        throw new ObjectStoreException(
            store.location() + key + " is no index of this sink: " + e.getMessage(),
            Disposition.FAIL,
            0,
            e);
      } catch (ObjectChangedException e) {
        // Written anew between the two calls.
        head = store.head(key).orElse(null);
      }
    }
    return null;
  }

  /**
   * Replaces the entry that had this version.
   *
   * @param version {@code null} if there was none
   * @return the new version; empty if somebody else has changed the entry
   */
  public Optional<String> replace(
      TopicPartition partition, IndexEntry entry, @Nullable String version) throws IOException {
    Condition condition = version == null ? Condition.absent() : Condition.unchanged(version);
    Optional<String> written = store.put(key(partition), content(entry), "text/plain", condition);
    if (written.isPresent()) {
      return written;
    }
    // Perhaps an attempt of ours whose answer was lost.
    Found found = read(partition);
    return found != null && found.entry().equals(entry)
        ? Optional.of(found.version())
        : Optional.empty();
  }

  /** Sets and forgets entries whatever they were: an operator's word. */
  public void edit(OffsetEdits edits) throws IOException {
    for (TopicPartition partition : edits.forgotten()) {
      store.delete(key(partition));
    }
    for (Map.Entry<TopicPartition, Long> entry : edits.moved().entrySet()) {
      IndexEntry moved = new IndexEntry(entry.getValue(), IndexEntry.NONE, "operator");
      store.put(key(entry.getKey()), content(moved), "text/plain", Condition.any());
    }
  }

  private static ByteBuffer content(IndexEntry entry) {
    return ByteBuffer.wrap(entry.text().getBytes(StandardCharsets.UTF_8));
  }
}
