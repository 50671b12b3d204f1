package io.acequia.streams.transforms.aggregate;

import static io.acequia.streams.transforms.aggregate.Aggregating.over;
import static io.acequia.streams.transforms.aggregate.Aggregating.percentile;
import static io.acequia.streams.transforms.aggregate.Aggregating.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AggregateSetTest {

  @Test
  void countsRowsAndValues() {
    AggregateSet set = AggregateSet.of(List.of(AggregateSpec.countRows(), spec(AggregateOp.COUNT)));
    AggregateState state = Aggregating.state(set, 0, Arrays.asList("a", null, "b"));
    assertThat(set.results(state)).containsExactly(3L, 2L);
  }

  @Test
  void countBesideASumIsReadFromIt() {
    AggregateSet set =
        AggregateSet.of(
            List.of(spec(AggregateOp.COUNT), spec(AggregateOp.SUM), spec(AggregateOp.AVG)));
    AggregateState state = Aggregating.state(set, 0, Arrays.asList(1L, null, 4));
    assertThat(set.results(state)).containsExactly(2L, 5L, 2.5);
    assertThat(set.encode(state)).hasSize(5);
  }

  @ParameterizedTest
  @EnumSource
  void noValueIsZeroOrEmptyOrNull(AggregateOp op) {
    Object expected =
        switch (op) {
          case COUNT, COUNT_DISTINCT -> 0L;
          case TOP_K, COLLECT -> List.of();
          default -> null;
        };
    assertThat(over(spec(op))).isEqualTo(expected);
    assertThat(over(spec(op), (Object) null)).isEqualTo(expected);
  }

  @Test
  void sumBeyondLongIsExact() {
    BigDecimal twice = BigDecimal.valueOf(Long.MAX_VALUE).multiply(BigDecimal.valueOf(2));
    assertThat(over(spec(AggregateOp.SUM), Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(twice);
    assertThat(over(spec(AggregateOp.SUM), Long.MAX_VALUE, 1L, -2L)).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(over(spec(AggregateOp.SUM), Long.MIN_VALUE, -1L))
        .isEqualTo(new BigDecimal(BigInteger.TWO.pow(63).negate()).subtract(BigDecimal.ONE));
    assertThat(over(spec(AggregateOp.AVG), Long.MAX_VALUE, Long.MAX_VALUE)).isEqualTo(0x1p63);
  }

  @Test
  void sumOfDecimalsIsExact() {
    assertThat(over(spec(AggregateOp.SUM), new BigDecimal("0.10"), new BigDecimal("0.2"), 1L))
        .isEqualTo(new BigDecimal("1.30"));
    assertThat(over(spec(AggregateOp.AVG), new BigDecimal("0.10"), new BigDecimal("0.2")))
        .isEqualTo(new BigDecimal("0.15"));
  }

  @Test
  void sumOfDoublesDoesNotLoseSmallOnes() {
    assertThat(over(spec(AggregateOp.SUM), 1e100, 1.0, -1e100)).isEqualTo(1.0);
    Object[] tenths = Collections.nCopies(1000, 0.1).toArray();
    assertThat((Double) over(spec(AggregateOp.SUM), tenths)).isEqualTo(100.0);
  }

  @Test
  void sumWithADoubleIsADouble() {
    assertThat(over(spec(AggregateOp.SUM), 1L, 0.5, new BigDecimal("0.25"))).isEqualTo(1.75);
    assertThat(over(spec(AggregateOp.SUM), 0.5f, 1)).isEqualTo(1.5);
  }

  @Test
  void sumWithNaNAndInfinitiesFollowsIeee() {
    double infinity = Double.POSITIVE_INFINITY;
    assertThat(over(spec(AggregateOp.SUM), infinity, 1.0, 5L)).isEqualTo(infinity);
    assertThat(over(spec(AggregateOp.SUM), infinity, -infinity)).isEqualTo(Double.NaN);
    assertThat(over(spec(AggregateOp.SUM), Double.MAX_VALUE, Double.MAX_VALUE, -5.0))
        .isEqualTo(infinity);
    assertThat(over(spec(AggregateOp.STDDEV), 1.0, infinity)).isEqualTo(Double.NaN);
  }

  @Test
  void minAndMaxKeepTheValueAsItCame() {
    assertThat(over(spec(AggregateOp.MIN), 2L, -1.5, new BigDecimal("7"))).isEqualTo(-1.5);
    assertThat(over(spec(AggregateOp.MAX), 2L, -1.5, new BigDecimal("7.10")))
        .isEqualTo(new BigDecimal("7.10"));
    assertThat(over(spec(AggregateOp.MAX), "DTW", "LAS", "HNL")).isEqualTo("LAS");
    assertThat(over(spec(AggregateOp.MIN), true, false)).isEqualTo(false);
  }

  @Test
  void minAndMaxCompareLongsAndDoublesExactly() {
    long odd = (1L << 53) + 1;
    assertThat(over(spec(AggregateOp.MAX), (double) (1L << 53), odd)).isEqualTo(odd);
    assertThat(over(spec(AggregateOp.MAX), Double.NaN, Double.POSITIVE_INFINITY))
        .isEqualTo(Double.NaN);
    assertThat(over(spec(AggregateOp.MIN), Double.NaN, 3L)).isEqualTo(3L);
  }

  @Test
  void firstAndLastGoByEventTimeThenOffset() {
    AggregateSet set = AggregateSet.of(List.of(spec(AggregateOp.FIRST), spec(AggregateOp.LAST)));
    AggregateState state = set.newState();
    set.add(state, new Object[] {"middle"}, 500, 9);
    set.add(state, new Object[] {"last"}, 900, 3);
    set.add(state, new Object[] {"not quite last"}, 900, 2);
    set.add(state, new Object[] {"first"}, 100, 8);
    set.add(state, new Object[] {"not quite first"}, 100, 10);
    set.add(state, new Object[] {null}, 50, 11);
    assertThat(set.results(state)).containsExactly("first", "last");
  }

  @Test
  void varianceOfSampleAndPopulation() {
    Object[] values = {2, 4, 4, 4, 5, 5, 7, 9};
    assertThat(over(spec(AggregateOp.VAR_POP), values)).isEqualTo(4.0);
    assertThat(over(spec(AggregateOp.STDDEV_POP), values)).isEqualTo(2.0);
    assertThat((Double) over(spec(AggregateOp.VARIANCE), values))
        .isCloseTo(32 / 7.0, within(1e-15));
    assertThat((Double) over(spec(AggregateOp.STDDEV), values))
        .isCloseTo(Math.sqrt(32 / 7.0), within(1e-15));
    assertThat(over(spec(AggregateOp.STDDEV), 5)).isNull();
    assertThat(over(spec(AggregateOp.STDDEV_POP), 5)).isEqualTo(0.0);
  }

  @Test
  void varianceSurvivesALargeOffset() {
    assertThat((Double) over(spec(AggregateOp.VARIANCE), 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16))
        .isEqualTo(30.0);
  }

  @Test
  void countsEqualNumbersOnceWhateverTheirTypes() {
    Object[] same = {5, 5L, 5.0, 5f, new BigDecimal("5.00"), BigInteger.valueOf(5)};
    assertThat(over(spec(AggregateOp.COUNT_DISTINCT), same)).isEqualTo(1L);
    assertThat(
            over(spec(AggregateOp.COUNT_DISTINCT), 5, "5", true, 5.5, new BigDecimal("0.1"), 0.1))
        .isEqualTo(6L);
    assertThat(over(spec(AggregateOp.COUNT_DISTINCT), 0.0, -0.0, Double.NaN, -Double.NaN))
        .isEqualTo(2L);
  }

  @Test
  void percentilesAreNearestRanks() {
    Object[] values = {15, 20, 35, 40, 50};
    assertThat(over(percentile(5), values)).isEqualTo(15.0);
    assertThat(over(percentile(30), values)).isEqualTo(20.0);
    assertThat(over(percentile(40), values)).isEqualTo(20.0);
    assertThat(over(percentile(50), values)).isEqualTo(35.0);
    assertThat(over(percentile(0), values)).isEqualTo(15.0);
    assertThat(over(percentile(100), values)).isEqualTo(50.0);
  }

  @Test
  void severalPercentilesShareOneSketch() {
    AggregateSet one = AggregateSet.of(List.of(percentile(50)));
    AggregateSet three = AggregateSet.of(List.of(percentile(50), percentile(95), percentile(99)));
    List<Integer> values = List.of(1, 2, 3, 4);
    assertThat(three.encode(Aggregating.state(three, 0, values)))
        .isEqualTo(one.encode(Aggregating.state(one, 0, values)));
  }

  @Test
  void topValuesComeWithTheirCounts() {
    AggregateSpec top = spec(AggregateOp.TOP_K, AggregateOptions.DEFAULTS.withLimit(2));
    assertThat(over(top, "LAS", "DTW", "LAS", "HNL", "DTW", "LAS"))
        .isEqualTo(
            List.of(
                Map.of("value", "LAS", "count", 3L, "error", 0L),
                Map.of("value", "DTW", "count", 2L, "error", 0L)));
  }

  @Test
  void collectsTheFirstValuesUpToTheLimit() {
    AggregateOptions three = AggregateOptions.DEFAULTS.withLimit(3);
    assertThat(over(spec(AggregateOp.COLLECT, three), "b", "b", "a", "c"))
        .isEqualTo(List.of("b", "b", "a"));
    assertThat(over(spec(AggregateOp.COLLECT, three.withDistinct(true)), "b", "b", "a", 1, 1.0))
        .isEqualTo(List.of("b", "a", 1L));
    assertThat(over(spec(AggregateOp.COLLECT, three), Map.of("tags", List.of(1, true))))
        .isEqualTo(List.of(Map.of("tags", List.of(1L, true))));
  }

  @Test
  void textIsANumberOnlyWhereAskedFor() {
    AggregateSpec asked = spec(AggregateOp.SUM, AggregateOptions.DEFAULTS.withNumericText(true));
    assertThat(over(asked, " 5 ", "1e2", "0.5")).isEqualTo(new BigDecimal("105.5"));
    assertThatThrownBy(() -> over(spec(AggregateOp.SUM), "secret5"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'delay'")
        .hasMessageNotContaining("secret5");
    assertThatThrownBy(() -> over(asked, "secret5"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'delay'")
        .hasMessageNotContaining("secret5");
  }

  @Test
  void hugeDecimalsAreRefusedBeforeTheyCostMemory() {
    AggregateSpec text = spec(AggregateOp.SUM, AggregateOptions.DEFAULTS.withNumericText(true));
    assertThatThrownBy(() -> over(text, "1e999999999")).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> over(spec(AggregateOp.MAX), new BigDecimal("1e-999999999")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'delay'");
    assertThatThrownBy(() -> over(spec(AggregateOp.LAST), "x".repeat(40_000)))
        .isInstanceOf(DataException.class);
  }

  @Test
  void valuesWithoutOrderAreRefused() {
    assertThatThrownBy(() -> over(spec(AggregateOp.MIN), 5, "x"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'delay'")
        .hasMessageContaining("Long");
    assertThatThrownBy(() -> over(spec(AggregateOp.COUNT_DISTINCT), List.of()))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> over(spec(AggregateOp.AVG), true)).isInstanceOf(DataException.class);
  }

  @Test
  void aRowThatIsRefusedLeavesTheStoredStateAsItWas() {
    AggregateSet set = AggregateSet.of(List.of(AggregateSpec.countRows(), spec(AggregateOp.SUM)));
    AggregateUpdater updater = new AggregateUpdater(set);
    byte[] stored = updater.add(null, new Object[] {5}, 0, 0);
    assertThatThrownBy(() -> updater.add(stored, new Object[] {"x"}, 0, 1))
        .isInstanceOf(DataException.class);
    assertThat(updater.results(updater.add(stored, new Object[] {6}, 0, 2)))
        .containsExactly(2L, 11L);
    assertThat(updater.results(null)).containsExactly(0L, null);
  }

  @Test
  void optionsOutOfRangeNameOperationAndField() {
    assertThatThrownBy(
            () -> spec(AggregateOp.COUNT_DISTINCT, AggregateOptions.DEFAULTS.withSketchSize(30)))
        .hasMessage("count_distinct of 'delay': lg_k must be from 4 to 16");
    assertThatThrownBy(() -> percentile(101)).hasMessageContaining("p must be from 0 to 100");
    assertThatThrownBy(() -> AggregateSpec.of(AggregateOp.SUM, AggregateSpec.ROWS, "*"))
        .hasMessageContaining("it needs a field");
  }
}
