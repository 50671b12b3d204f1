package io.acequia.commons.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class PartitionPositionsTest {
  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final PartitionPositions positions = new PartitionPositions();

  @Test
  void repetitionsAreRefused() {
    positions.open(PARTITION, false);
    assertThat(accepted(5, 6, 7, 6, 7, 8)).containsExactly(5L, 6L, 7L, 8L);
  }

  @Test
  void recordsBeforeTheStoredOffsetIsKnownComeAgain() {
    positions.open(PARTITION, true);
    assertThat(accepted(5, 6)).isEmpty();
    assertThat(positions.takeRewinds()).isEmpty();
    positions.restored(PARTITION, null);
    assertThat(positions.takeRewinds()).isEqualTo(Map.of(PARTITION, 5L));
    assertThat(accepted(5, 6)).containsExactly(5L, 6L);
  }

  @Test
  void recordsOfTheOldPositionAreNotTakenWhileARewindIsDue() {
    positions.open(PARTITION, true);
    positions.restored(PARTITION, 50L);
    // Kafka's own offset was ahead of the table: taking these would lose 50 to 99.
    assertThat(accepted(100, 101)).isEmpty();
    assertThat(positions.takeRewinds()).isEqualTo(Map.of(PARTITION, 50L));
    assertThat(accepted(50, 51, 100)).containsExactly(50L, 51L, 100L);
  }

  @Test
  void recordsBelowTheStoredOffsetAreDropped() {
    positions.open(PARTITION, true);
    positions.restored(PARTITION, 7L);
    assertThat(accepted(5, 6, 7, 8)).containsExactly(7L, 8L);
    assertThat(positions.takeRewinds()).isEmpty();
  }

  @Test
  void restartGoesBackToWhatIsDurable() {
    positions.open(PARTITION, true);
    positions.restored(PARTITION, null);
    assertThat(accepted(0, 1, 2, 3)).hasSize(4);
    positions.durable(PARTITION, 2);
    positions.restart();
    positions.restored(PARTITION, null);
    assertThat(positions.takeRewinds()).isEqualTo(Map.of(PARTITION, 2L));
    assertThat(accepted(2, 3)).containsExactly(2L, 3L);
  }

  @Test
  void renamedTopicsCountUnderTheirOriginalName() {
    positions.open(PARTITION, false);
    SinkRecord renamed =
        new SinkRecord(
            "other", 3, null, null, null, "v", 9, 0L, TimestampType.CREATE_TIME, null, "t", 0, 9L);
    assertThat(positions.accept(renamed)).isEqualTo(PARTITION);
  }

  @Test
  void connectsOffsetIsOutOfStepFromARefusalUntilTheRewindHasHappened() {
    Map<TopicPartition, OffsetAndMetadata> read = Map.of(PARTITION, new OffsetAndMetadata(102));
    positions.open(PARTITION, true);
    assertThat(accepted(100, 101)).isEmpty();
    assertThat(positions.inStep(read)).isEmpty();
    positions.restored(PARTITION, 50L);
    assertThat(positions.inStep(read)).isEmpty();
    assertThat(positions.takeRewinds()).isNotEmpty();
    // Connect rewinds before the next put, and may commit before it rewinds.
    assertThat(positions.inStep(read)).isEmpty();
    assertThat(accepted(50, 51)).hasSize(2);
    assertThat(positions.takeRewinds()).isEmpty();
    assertThat(positions.inStep(read)).isEqualTo(read);
    positions.restart();
    assertThat(positions.inStep(read)).isEmpty();
  }

  @Test
  void offsetsOfForeignPartitionsAreOutOfStep() {
    assertThat(positions.inStep(Map.of(PARTITION, new OffsetAndMetadata(1)))).isEmpty();
  }

  private List<Long> accepted(long... offsets) {
    return LongStream.of(offsets)
        .filter(
            offset ->
                positions.accept(
                        new SinkRecord(
                            "t", 0, null, null, null, "v", offset, 0L, TimestampType.CREATE_TIME))
                    != null)
        .boxed()
        .toList();
  }
}
