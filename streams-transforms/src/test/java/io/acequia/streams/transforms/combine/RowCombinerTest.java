package io.acequia.streams.transforms.combine;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.streams.transforms.aggregate.AggregateOp;
import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.AggregateSpec;
import io.acequia.streams.transforms.aggregate.AggregateUpdater;
import io.acequia.streams.transforms.aggregate.PartialState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCombinerTest {

  private static final String TOPIC = "app-group-repartition";
  private static final long MINUTE = 60_000;
  private static final long GRACE = 10_000;

  private final AggregateSet aggregates =
      AggregateSet.of(
          List.of(
              AggregateSpec.countRows(),
              AggregateSpec.of(AggregateOp.SUM, 0, "delay"),
              AggregateSpec.of(AggregateOp.MAX, 0, "delay")));
  private final RowCombiner combiner =
      new RowCombiner(new Combining(aggregates, TOPIC, MINUTE, GRACE));
  private final AggregateUpdater updater = new AggregateUpdater(aggregates);

  private ProducerRecord<byte[], byte[]> row(String group, long time, Object delay) {
    byte[] value = new PartialState(aggregates).ofRow(new Object[] {delay}, time);
    return new ProducerRecord<>(TOPIC, null, time, group.getBytes(StandardCharsets.UTF_8), value);
  }

  private List<ProducerRecord<byte[], byte[]>> drained() {
    List<ProducerRecord<byte[], byte[]>> drained = new ArrayList<>();
    combiner.drain((record, callback) -> drained.add(record));
    return drained;
  }

  private List<@Nullable Object> results(ProducerRecord<byte[], byte[]> record) {
    return updater.results(updater.addPartial(null, record.value()));
  }

  @Test
  void addsRowsOfOneGroupAndSlotTogether() {
    combiner.add(row("DTW", 5, 10L), null);
    combiner.add(row("DTW", MINUTE - 1, -3L), null);
    combiner.add(row("DTW", 7, 4L), null);
    List<ProducerRecord<byte[], byte[]>> drained = drained();
    assertThat(drained).hasSize(1);
    assertThat(results(drained.get(0))).containsExactly(3L, 11L, 10L);
    assertThat(drained.get(0).timestamp()).isEqualTo(MINUTE - 1);
    assertThat(PartialState.rows(drained.get(0).value())).isEqualTo(3);
    assertThat(drained()).isEmpty();
  }

  @Test
  void givesSlotsOutInTheOrderOfTheirTime() {
    combiner.add(row("DTW", 2 * MINUTE + 40_000, 1L), null);
    combiner.add(row("LAS", MINUTE, 2L), null);
    combiner.add(row("DTW", MINUTE + 9, 3L), null);
    combiner.add(row("LAS", 2 * MINUTE + 1, 4L), null);
    assertThat(drained())
        .extracting(ProducerRecord::timestamp)
        .containsExactly(MINUTE, MINUTE + 9, 2 * MINUTE + 1, 2 * MINUTE + 40_000);
  }

  @Test
  void tellsRowsThatAreLateForWhatIsHeld() {
    assertThat(combiner.mustFollow(row("DTW", 0, 1L))).isFalse();
    combiner.add(row("LAS", MINUTE + GRACE - 1, 1L), null);
    assertThat(combiner.mustFollow(row("DTW", MINUTE - 1, 1L))).isFalse();
    combiner.add(row("LAS", MINUTE + GRACE, 1L), null);
    assertThat(combiner.mustFollow(row("DTW", MINUTE - 1, 1L))).isTrue();
    assertThat(combiner.mustFollow(row("DTW", MINUTE, 1L))).isFalse();
    drained();
    assertThat(combiner.mustFollow(row("DTW", MINUTE - 1, 1L))).isFalse();
  }

  @Test
  void keepsApartWhatHasNoCommonMaximum() {
    AggregateSet max = AggregateSet.of(List.of(AggregateSpec.of(AggregateOp.MAX, 0, "delay")));
    RowCombiner ofMax = new RowCombiner(new Combining(max, TOPIC, Long.MAX_VALUE, 0));
    for (Object value : new Object[] {1L, 2L, "late", "later"}) {
      byte[] partial = new PartialState(max).ofRow(new Object[] {value}, 0);
      ofMax.add(new ProducerRecord<>(TOPIC, null, 0L, new byte[1], partial), null);
    }
    List<Object> greatest = new ArrayList<>();
    AggregateUpdater ofEach = new AggregateUpdater(max);
    ofMax.drain(
        (record, callback) ->
            greatest.addAll(ofEach.results(ofEach.addPartial(null, record.value()))));
    assertThat(greatest).containsExactly(2L, "later");
  }

  @Test
  void leavesOtherRecordsAlone() {
    assertThat(combiner.takes(row("DTW", 0, 1L))).isTrue();
    assertThat(combiner.takes(new ProducerRecord<>(TOPIC, 1, 0L, new byte[1], new byte[1])))
        .isFalse();
    assertThat(combiner.takes(new ProducerRecord<>("other", null, 0L, new byte[1], new byte[1])))
        .isFalse();
  }

  @Test
  void holdsNoMoreThanItsMost() {
    for (int group = 0; !combiner.isFull(); group++) {
      combiner.add(row("group " + group, 0, 1L), null);
    }
    assertThat(drained()).hasSize(4_096);
    combiner.add(row("DTW", 0, 1L), null);
    combiner.clear();
    assertThat(drained()).isEmpty();
  }

  @Test
  void neitherLosesNorRepeatsARow() {
    Random random = new Random(7);
    Map<String, byte[]> direct = new HashMap<>();
    Map<String, byte[]> combined = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      ProducerRecord<byte[], byte[]> row =
          row("G" + random.nextInt(20), random.nextInt(600_000), (long) random.nextInt(1_000));
      direct.compute(window(row), (window, state) -> updater.addPartial(state, row.value()));
      combiner.add(row, null);
      if (random.nextInt(500) == 0) {
        addTo(combined, drained());
      }
    }
    addTo(combined, drained());
    assertThat(combined.keySet()).isEqualTo(direct.keySet());
    direct.forEach(
        (window, state) ->
            assertThat(updater.results(combined.get(window))).isEqualTo(updater.results(state)));
  }

  private void addTo(Map<String, byte[]> states, List<ProducerRecord<byte[], byte[]>> records) {
    for (ProducerRecord<byte[], byte[]> record : records) {
      states.compute(window(record), (window, state) -> updater.addPartial(state, record.value()));
    }
  }

  private static String window(ProducerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8) + " " + record.timestamp() / MINUTE;
  }
}
