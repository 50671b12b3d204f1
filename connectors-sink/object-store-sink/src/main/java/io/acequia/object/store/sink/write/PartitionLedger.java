package io.acequia.object.store.sink.write;

import io.acequia.object.store.sink.offset.EpochIndex;
import io.acequia.object.store.sink.offset.IndexEntry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** A partition's entry in the index as this task knows it; without an index, nothing at all. */
final class PartitionLedger {
  private final TopicPartition partition;
  private final @Nullable EpochIndex index;
  private final Uploader uploader;
  private final String writer;
  private volatile @Nullable String version;

  PartitionLedger(
      TopicPartition partition, @Nullable EpochIndex index, Uploader uploader, String writer) {
    this.partition = partition;
    this.index = index;
    this.uploader = uploader;
    this.writer = writer;
  }

  /** Goes on from the entry that was found with this version; {@code null} for none. */
  void begin(@Nullable String found) {
    version = found;
  }

  /** Changes the entry; fails with {@link FencedException} if somebody else did. */
  CompletableFuture<Void> write(long next, long claimed) {
    EpochIndex known = index;
    if (known == null) {
      return CompletableFuture.completedFuture(null);
    }
    IndexEntry entry = new IndexEntry(next, claimed, writer);
    return uploader
        .call("changing the index", () -> known.replace(partition, entry, version))
        .thenAccept(
            written ->
                version =
                    written.orElseThrow(
                        () -> new CompletionException(new FencedException(partition))));
  }
}
