package io.acequia.streams.transforms.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps from a batch what was written after its limit. Streams commits what it has been given, so
 * the positions stay at the limit, too, and a later run goes on from there.
 */
public final class RecordsUpToLimit implements ConsumerInterceptor<byte[], byte[]> {

  /** The consumer's setting with the {@link BatchLimit}. */
  static final String LIMIT = "acequia.batch.limit";

  private Map<TopicPartition, Long> ends = Map.of();

  @Override
  public void configure(Map<String, ?> settings) {
    ends = ((BatchLimit) Objects.requireNonNull(settings.get(LIMIT), LIMIT)).ends();
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
    // A position passes the limit without a record, too: by what was aborted, and by marks.
    return records.nextOffsets().entrySet().stream()
            .anyMatch(next -> isBeyond(next.getKey(), next.getValue().offset() - 1))
        ? cut(records)
        : records;
  }

  private ConsumerRecords<byte[], byte[]> cut(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> before =
          records.records(partition).stream()
              .filter(record -> !isBeyond(partition, record.offset()))
              .toList();
      if (!before.isEmpty()) {
        kept.put(partition, before);
      }
    }
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
    next.replaceAll(
        (partition, position) ->
            isBeyond(partition, position.offset() - 1)
                ? new OffsetAndMetadata(ends.getOrDefault(partition, position.offset()))
                : position);
    return new ConsumerRecords<>(kept, next);
  }

  private boolean isBeyond(TopicPartition partition, long offset) {
    Long end = ends.get(partition);
    return end != null && offset >= end;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {
    // What is committed is none of this class's business.
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
