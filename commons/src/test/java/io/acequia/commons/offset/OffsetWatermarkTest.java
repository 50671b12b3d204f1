package io.acequia.commons.offset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class OffsetWatermarkTest {

  private static final TopicPartition TP = new TopicPartition("flights", 0);

  private final OffsetWatermark watermark = new OffsetWatermark();

  /** Whatever the gaps and the order of completion, the watermark is what a set would say. */
  @Property
  void watermarkIsTheFirstOffsetThatIsNotDone(
      @ForAll @IntRange(min = 1, max = 500) int records, @ForAll long seed) {
    Random random = new Random(seed);
    OffsetWatermark tested = new OffsetWatermark();
    TreeSet<Long> open = new TreeSet<>();
    List<Long> pending = new ArrayList<>();
    long last = random.nextInt(100);
    for (int i = 0; i < records; i++) {
      last += 1 + random.nextInt(3);
      tested.track(TP, last);
      open.add(last);
      pending.add(last);
      Collections.shuffle(pending, random);
      for (int done = random.nextInt(3); done > 0 && !pending.isEmpty(); done--) {
        long offset = pending.remove(pending.size() - 1);
        tested.done(TP, offset);
        open.remove(offset);
      }
      assertThat(committable(tested)).isEqualTo(open.isEmpty() ? last + 1 : open.first());
    }
    pending.forEach(offset -> tested.done(TP, offset));
    assertThat(committable(tested)).isEqualTo(last + 1);
    assertThat(tested.isEmpty()).isTrue();
  }

  /** After a rewind all that is read again is in flight again. */
  @Property
  void rewindPutsRecordsInFlightAgain(
      @ForAll @IntRange(min = 1, max = 300) int records,
      @ForAll @IntRange(min = 0, max = 299) int back) {
    OffsetWatermark tested = new OffsetWatermark();
    for (long offset = 0; offset < records; offset++) {
      tested.track(TP, offset);
      tested.done(TP, offset);
    }
    long to = Math.max(0, records - 1 - back);
    tested.track(TP, to);
    assertThat(committable(tested)).isEqualTo(to);
    tested.done(TP, to);
    assertThat(committable(tested)).isEqualTo(to + 1);
  }

  @Test
  void partitionsThatWereNeverSeenAreLeftOut() {
    assertThat(watermark.committable(Map.of())).isEmpty();
  }

  @Test
  void connectsOwnOffsetCountsWhereNothingIsInFlight() {
    Map<TopicPartition, OffsetAndMetadata> delivered = Map.of(TP, new OffsetAndMetadata(50));
    assertThat(watermark.committable(delivered)).isEqualTo(delivered);
    watermark.track(TP, 40);
    assertThat(watermark.committable(delivered).get(TP).offset()).isEqualTo(40);
    watermark.done(TP, 40);
    assertThat(watermark.committable(delivered)).isEqualTo(delivered);
    watermark.track(TP, 60);
    watermark.done(TP, 60);
    assertThat(watermark.committable(delivered).get(TP).offset()).isEqualTo(61);
  }

  @Test
  void forgottenPartitionsIgnoreLateCompletion() {
    watermark.track(TP, 7);
    watermark.forget(Set.of(TP));
    watermark.done(TP, 7);
    assertThat(watermark.committable(Map.of())).isEmpty();
  }

  @Test
  void positionIsWhereTheConsumerReadTheRecord() {
    SinkRecord read =
        new SinkRecord("flights", 3, null, null, null, null, 42L, 0L, TimestampType.CREATE_TIME);
    SinkRecord renamed = read.newRecord("elsewhere", 0, null, null, null, null, 0L);
    assertThat(SinkPosition.of(renamed))
        .isEqualTo(new SinkPosition(new TopicPartition("flights", 3), 42L));
  }

  private static long committable(OffsetWatermark tested) {
    return tested.committable(Map.of()).get(TP).offset();
  }
}
