package io.acequia.streams.transforms.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;

class RecordsUpToLimitTest {

  private static final TopicPartition FLIGHTS = new TopicPartition("flights", 0);
  private static final TopicPartition OTHER = new TopicPartition("other", 0);

  private final RecordsUpToLimit limited = limited(Map.of(FLIGHTS, 7L));

  @Test
  void recordsBeforeTheLimitPassUntouched() {
    ConsumerRecords<byte[], byte[]> records = records(FLIGHTS, 4, 7, 7);
    assertThat(limited.onConsume(records)).isSameAs(records);
  }

  @Test
  void recordsFromTheLimitOnAreLeftAndThePositionStaysAtIt() {
    ConsumerRecords<byte[], byte[]> cut = limited.onConsume(records(FLIGHTS, 4, 12, 12));
    assertThat(cut.records(FLIGHTS)).extracting(ConsumerRecord::offset).containsExactly(4L, 5L, 6L);
    assertThat(cut.nextOffsets()).containsExactly(Map.entry(FLIGHTS, new OffsetAndMetadata(7)));
  }

  @Test
  void nothingIsLeftOfWhatIsAllBehindTheLimit() {
    ConsumerRecords<byte[], byte[]> cut = limited.onConsume(records(FLIGHTS, 9, 12, 12));
    assertThat(cut.isEmpty()).isTrue();
    assertThat(cut.nextOffsets()).containsExactly(Map.entry(FLIGHTS, new OffsetAndMetadata(7)));
  }

  @Test
  void positionStaysAtTheLimitAlsoWhereNothingButMarksFollows() {
    ConsumerRecords<byte[], byte[]> marks =
        new ConsumerRecords<>(Map.of(), Map.of(FLIGHTS, new OffsetAndMetadata(9)));
    assertThat(limited.onConsume(marks).nextOffsets())
        .containsExactly(Map.entry(FLIGHTS, new OffsetAndMetadata(7)));
  }

  @Test
  void topicsWithoutLimitAreNotCut() {
    ConsumerRecords<byte[], byte[]> records = records(OTHER, 4, 12, 12);
    assertThat(limited.onConsume(records)).isSameAs(records);
  }

  @Test
  void limitIsHandedOnAsText() {
    BatchLimit limit = new BatchLimit(Map.of(FLIGHTS, 7L, OTHER, 1L << 40));
    assertThat(BatchLimit.fromJson(limit.toJson())).isEqualTo(limit);
    assertThatThrownBy(() -> BatchLimit.fromJson("{\"flights\":7}"))
        .isInstanceOf(ConnectException.class);
  }

  private static RecordsUpToLimit limited(Map<TopicPartition, Long> ends) {
    RecordsUpToLimit limited = new RecordsUpToLimit();
    limited.configure(Map.of(RecordsUpToLimit.LIMIT, new BatchLimit(ends)));
    return limited;
  }

  private static ConsumerRecords<byte[], byte[]> records(
      TopicPartition partition, long from, long to, long next) {
    List<ConsumerRecord<byte[], byte[]>> records =
        LongStream.range(from, to)
            .mapToObj(
                offset ->
                    new ConsumerRecord<>(
                        partition.topic(), partition.partition(), offset, new byte[0], new byte[0]))
            .toList();
    return new ConsumerRecords<>(
        Map.of(partition, records), Map.of(partition, new OffsetAndMetadata(next)));
  }
}
