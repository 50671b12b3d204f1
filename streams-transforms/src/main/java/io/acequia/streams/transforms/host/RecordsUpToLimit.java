package io.acequia.streams.transforms.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

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
    return records.partitions().stream().anyMatch(p -> isBeyond(last(records, p), end(p)))
        ? cut(records)
        : records;
  }

  private ConsumerRecords<byte[], byte[]> cut(ConsumerRecords<byte[], byte[]> records) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new HashMap<>();
    Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>(records.nextOffsets());
    for (TopicPartition partition : records.partitions()) {
      Long end = end(partition);
      List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
      if (!isBeyond(last(records, partition), end)) {
        kept.put(partition, all);
        continue;
      }
      List<ConsumerRecord<byte[], byte[]>> before = new ArrayList<>();
      all.stream().filter(record -> !isBeyond(record, end)).forEach(before::add);
      if (!before.isEmpty()) {
        kept.put(partition, before);
      }
      next.put(partition, new OffsetAndMetadata(Objects.requireNonNull(end)));
    }
    return new ConsumerRecords<>(kept, next);
  }

  private @Nullable Long end(TopicPartition partition) {
    return ends.get(partition);
  }

  private static ConsumerRecord<byte[], byte[]> last(
      ConsumerRecords<byte[], byte[]> records, TopicPartition partition) {
    List<ConsumerRecord<byte[], byte[]>> all = records.records(partition);
    return all.get(all.size() - 1);
  }

  private static boolean isBeyond(ConsumerRecord<?, ?> record, @Nullable Long end) {
    return end != null && record.offset() >= end;
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
