package io.acequia.streams.transforms.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileCellTest {

  private static AggregateSet set(int k) {
    return AggregateSet.of(
        List.of(10.0, 50.0, 99.0).stream()
            .map(p -> AggregateOptions.DEFAULTS.withSketchSize(k).withPercentile(p))
            .map(options -> new AggregateSpec(AggregateOp.PERCENTILE, 0, "delay", options))
            .toList());
  }

  private static Object value(Random random, boolean whole) {
    double value = random.nextGaussian() * 1_000;
    return whole ? (Object) Math.round(value) : (Object) value;
  }

  @ParameterizedTest
  @CsvSource({"8, true", "8, false", "200, true", "200, false", "1000, true"})
  void storedAfterEachRowItIsAsIfAllCameAtOnce(int k, boolean whole) {
    AggregateSet set = set(k);
    AggregateState atOnce = set.newState();
    AggregateUpdater updater = new AggregateUpdater(set);
    Random random = new Random(k);
    byte[] stored = null;
    int largest = 0;
    for (int i = 0; i < 5_000; i++) {
      Object[] row = {value(random, whole)};
      set.add(atOnce, row, i, i);
      stored = updater.add(stored, row, i, i);
      largest = Math.max(largest, set.encode(atOnce).length);
      int ofRecent = RecentValues.MOST * (whole ? 3 : 9) + 16;
      assertThat(stored.length).isLessThan(largest + ofRecent);
      if (i % 97 == 0 || i < 300) {
        assertThat(updater.results(stored)).isEqualTo(set.results(atOnce));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"8", "200"})
  void mergesFewValuesAsIfTheyCameOneByOne(int k) {
    AggregateSet set = set(k);
    AggregateState atOnce = set.newState();
    AggregateUpdater updater = new AggregateUpdater(set);
    PartialState one = new PartialState(set);
    Random random = new Random(k);
    byte[] stored = null;
    for (int i = 0; i < 3_000; i++) {
      Object[] row = {value(random, true)};
      set.add(atOnce, row, i, i);
      stored = updater.addPartial(stored, one.ofRow(row, i));
      if (i < k) {
        assertThat(updater.results(stored)).isEqualTo(set.results(atOnce));
      }
    }
    assertThat(set.decode(stored)).isNotNull();
    assertThat(set.encode(set.decode(stored))).isEqualTo(stored);
  }
}
