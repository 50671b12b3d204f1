package io.acequia.streams.transforms.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SketchBoundsTest {

  @Test
  void countsExactlyWhileTheHashesAreNoLargerThanTheSketch() {
    DistinctValues values = new DistinctValues(12);
    for (long i = 0; i < 384 * 3; i++) {
      values.add(ValueIdentity.hash(i % 384));
    }
    assertThat(values.count()).isEqualTo(384);
    assertThat(size(values)).isLessThanOrEqualTo(3100);
  }

  @ParameterizedTest
  @ValueSource(ints = {1_000, 10_000, 100_000, 1_000_000})
  void estimatesDistinctValuesWithinTheBound(int number) {
    for (int bits : new int[] {8, 12, 14}) {
      double squares = 0;
      int runs = number > 100_000 ? 4 : 20;
      for (int run = 0; run < runs; run++) {
        DistinctValues values = new DistinctValues(bits);
        for (int i = 0; i < number; i++) {
          values.add(ValueIdentity.hash("value-" + run + "-" + i));
        }
        double error = (double) values.count() / number - 1;
        squares += error * error;
        assertThat(Math.abs(error)).isLessThan(4 * 1.04 / Math.sqrt(1 << bits));
      }
      assertThat(Math.sqrt(squares / runs)).isLessThan(2 * 1.04 / Math.sqrt(1 << bits));
    }
  }

  @Test
  void mergedDistinctCountsEqualTheWhole() {
    DistinctValues whole = new DistinctValues(12);
    List<DistinctValues> parts = new ArrayList<>();
    for (int part = 0; part < 4; part++) {
      DistinctValues values = new DistinctValues(12);
      for (long i = part * 300L; i < part * 1500L + 20; i++) {
        values.add(ValueIdentity.hash(i));
        whole.add(ValueIdentity.hash(i));
      }
      parts.add(values);
    }
    DistinctValues forwards = new DistinctValues(12);
    parts.forEach(forwards::merge);
    DistinctValues backwards = new DistinctValues(12);
    for (int part = 3; part >= 0; part--) {
      backwards.merge(parts.get(part));
    }
    assertThat(forwards.count()).isEqualTo(whole.count()).isEqualTo(backwards.count());
  }

  @Test
  void percentilesAreExactUpToKValues() {
    QuantileSketch sketch = new QuantileSketch(200);
    for (int i = 200; i >= 1; i--) {
      sketch.add(i);
    }
    for (int p = 0; p <= 100; p++) {
      assertThat(sketch.percentile(p)).isEqualTo(Math.max(1, p * 2));
    }
  }

  @Test
  void percentilesStayWithinTheBoundOnAnyDistribution() {
    Random random = new Random(5);
    int[] next = {0};
    Map<String, DoubleSupplier> streams =
        Map.of(
            "uniform", random::nextDouble,
            "normal", random::nextGaussian,
            "rising", () -> next[0]++,
            "falling", () -> -next[0]++,
            "heavy tail", () -> Math.exp(5 * random.nextGaussian()),
            "few values", () -> random.nextInt(30));
    streams.forEach(
        (name, stream) -> {
          for (int k : new int[] {50, 200, 800}) {
            assertThat(worstRankError(k, 100_000, 1, stream))
                .as("%s, k = %d", name, k)
                .isLessThan(2.3 / Math.pow(k, 0.97) * 1.5);
            assertThat(worstRankError(k, 100_000, 8, stream))
                .as("%s, k = %d, merged of eight", name, k)
                .isLessThan(2.3 / Math.pow(k, 0.97) * 1.5);
          }
        });
  }

  /** The furthest that any of 99 percentiles is from its rank, as a part of all values. */
  private static double worstRankError(int k, int number, int parts, DoubleSupplier stream) {
    double[] all = new double[number];
    QuantileSketch sketch = new QuantileSketch(k);
    for (int part = 0; part < parts; part++) {
      QuantileSketch one = new QuantileSketch(k);
      for (int i = part * (number / parts); i < (part + 1) * (number / parts); i++) {
        all[i] = stream.getAsDouble();
        one.add(all[i]);
      }
      sketch.merge(one);
    }
    Arrays.sort(all);
    assertThat(sketch.count()).isEqualTo(number);
    double worst = 0;
    for (int p = 1; p < 100; p++) {
      double found = sketch.percentile(p);
      double below = lowerBound(all, found) / (double) number;
      double upTo = lowerBound(all, Math.nextUp(found)) / (double) number;
      double error = Math.max(below - p / 100.0, p / 100.0 - upTo);
      worst = Math.max(worst, error);
    }
    return worst;
  }

  private static int lowerBound(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  @Test
  void sketchOfWholeNumbersIsSmall() {
    QuantileSketch sketch = new QuantileSketch(200);
    Random random = new Random(7);
    for (int i = 0; i < 1_000_000; i++) {
      sketch.add(random.nextInt(400) - 60);
    }
    StateWriter out = new StateWriter();
    QuantileCodec.write(out, sketch);
    assertThat(out.toByteArray().length).isLessThan(1000);
    QuantileSketch stored = new QuantileSketch(200);
    QuantileCodec.read(new StateReader(out.toByteArray()), stored);
    assertThat(stored.count()).isEqualTo(1_000_000);
    assertThat(stored.percentile(95)).isEqualTo(sketch.percentile(95));
    assertThat(stored.percentile(0)).isEqualTo(-60);
    assertThat(stored.percentile(100)).isEqualTo(339);
  }

  @Test
  void frequentValuesAreFoundAndNeverUndercounted() {
    Random random = new Random(11);
    int number = 200_000;
    int capacity = 100;
    Map<Object, Long> exact = new HashMap<>();
    FrequentValues whole = new FrequentValues(capacity);
    FrequentValues merged = new FrequentValues(capacity);
    FrequentValues part = new FrequentValues(capacity);
    for (int i = 0; i < number; i++) {
      Object value = (long) (1 / (random.nextDouble() + 1e-4));
      exact.merge(value, 1L, Long::sum);
      whole.add(value);
      part.add(value);
      if (i % 50_000 == 49_999) {
        merged.merge(part);
        part = new FrequentValues(capacity);
      }
    }
    for (FrequentValues values : List.of(whole, merged)) {
      Map<Object, Long> found = new HashMap<>();
      for (FrequentValues.Counter counter : values.top(capacity)) {
        long truth = exact.getOrDefault(counter.value, 0L);
        assertThat(counter.count).isBetween(truth, truth + counter.error);
        assertThat(counter.error).isLessThanOrEqualTo(number / capacity);
        found.put(counter.value, counter.count);
      }
      exact.forEach(
          (value, count) -> {
            if (count > number / capacity) {
              assertThat(found).containsKey(value);
            }
          });
    }
  }

  private static int size(DistinctValues values) {
    StateWriter out = new StateWriter();
    values.write(out);
    return out.toByteArray().length;
  }
}
