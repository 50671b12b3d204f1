package io.acequia.streams.transforms.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AggregatePropertiesTest {

  /** Every operation that takes numbers, on lists short enough for the sketches to be exact. */
  private static final AggregateSet ALL =
      AggregateSet.of(Arrays.stream(AggregateOp.values()).map(Aggregating::spec).toList());

  private static final BigDecimal MOST = new BigDecimal("1e15");
  private static final BigDecimal LEAST = MOST.negate();

  private static final AggregateSet TEXTS =
      AggregateSet.of(
          List.of(
              Aggregating.spec(AggregateOp.COUNT),
              Aggregating.spec(AggregateOp.MIN),
              Aggregating.spec(AggregateOp.MAX),
              Aggregating.spec(AggregateOp.LAST),
              Aggregating.spec(AggregateOp.COUNT_DISTINCT),
              Aggregating.spec(AggregateOp.TOP_K)));

  @Provide
  Arbitrary<List<Object>> numbers() {
    return Arbitraries.oneOf(
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.integers().between(-50, 50).map(Object.class::cast),
            Arbitraries.bigDecimals().between(LEAST, MOST).ofScale(4).map(Object.class::cast),
            Arbitraries.doubles().between(-1e12, 1e12).map(Object.class::cast))
        .injectNull(0.1)
        .list()
        .ofMaxSize(60);
  }

  @Provide
  Arbitrary<List<Object>> exactNumbers() {
    return Arbitraries.oneOf(
            Arbitraries.longs().map(Object.class::cast),
            Arbitraries.bigDecimals().between(LEAST, MOST).ofScale(9).map(Object.class::cast))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property(tries = 300)
  void mergeIsAssociative(
      @ForAll("numbers") List<Object> a,
      @ForAll("numbers") List<Object> b,
      @ForAll("numbers") List<Object> c) {
    AggregateState left = Aggregating.state(ALL, 0, a);
    ALL.merge(left, Aggregating.state(ALL, 100, b));
    ALL.merge(left, Aggregating.state(ALL, 200, c));

    AggregateState right = Aggregating.state(ALL, 100, b);
    ALL.merge(right, Aggregating.state(ALL, 200, c));
    AggregateState first = Aggregating.state(ALL, 0, a);
    ALL.merge(first, right);

    assertSame(ALL.results(first), ALL.results(left));
  }

  @Property(tries = 300)
  void mergedPartsEqualTheWhole(
      @ForAll("numbers") List<Object> values, @ForAll("numbers") List<Object> more) {
    List<Object> whole = new ArrayList<>(values);
    whole.addAll(more);
    AggregateState merged = Aggregating.state(ALL, 0, values);
    ALL.merge(merged, Aggregating.state(ALL, values.size(), more));
    assertSame(ALL.results(merged), ALL.results(Aggregating.state(ALL, 0, whole)));
  }

  @Property(tries = 300)
  void decodedStateIsTheSameState(@ForAll("numbers") List<Object> values) {
    AggregateState state = Aggregating.state(ALL, 0, values);
    byte[] stored = ALL.encode(state);
    AggregateState decoded = ALL.decode(stored);
    assertThat(ALL.results(decoded)).isEqualTo(ALL.results(state));
    assertThat(ALL.encode(decoded)).isEqualTo(stored);
  }

  @Property(tries = 200)
  void storingAfterEveryRowChangesNothing(@ForAll("numbers") List<Object> values) {
    AggregateUpdater updater = new AggregateUpdater(ALL);
    byte[] stored = null;
    for (int i = 0; i < values.size(); i++) {
      stored = updater.add(stored, new Object[] {values.get(i)}, i * 1000L, i);
    }
    assertThat(updater.results(stored)).isEqualTo(ALL.results(Aggregating.state(ALL, 0, values)));
  }

  @Property(tries = 200)
  void textsSurviveStorage(@ForAll List<String> values) {
    List<String> valid = values.stream().map(AggregatePropertiesTest::withoutSurrogates).toList();
    AggregateState state = Aggregating.state(TEXTS, 0, valid);
    assertThat(TEXTS.results(TEXTS.decode(TEXTS.encode(state)))).isEqualTo(TEXTS.results(state));
  }

  @Property(tries = 300)
  void sumsMinimaAndMaximaOfExactNumbersEqualPlainArithmetic(
      @ForAll("exactNumbers") List<Object> values) {
    List<BigDecimal> exact = values.stream().map(v -> new BigDecimal(v.toString())).toList();
    BigDecimal sum = exact.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(decimal(AggregateOp.SUM, values)).isEqualByComparingTo(sum);
    assertThat(decimal(AggregateOp.MIN, values)).isEqualByComparingTo(Collections.min(exact));
    assertThat(decimal(AggregateOp.MAX, values)).isEqualByComparingTo(Collections.max(exact));
    BigDecimal mean = sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128);
    assertThat(decimal(AggregateOp.AVG, values).doubleValue())
        .isCloseTo(mean.doubleValue(), within(Math.ulp(mean.doubleValue())));
  }

  @Property(tries = 300)
  void orderOfRowsDoesNotMatter(@ForAll("numbers") List<Object> values, @ForAll long seed) {
    List<Object> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    for (AggregateOp op : AggregateOp.values()) {
      if (!List.of(AggregateOp.FIRST, AggregateOp.LAST, AggregateOp.COLLECT).contains(op)) {
        assertClose(
            op,
            Aggregating.over(Aggregating.spec(op), shuffled.toArray()),
            Aggregating.over(Aggregating.spec(op), values.toArray()));
      }
    }
  }

  private static BigDecimal decimal(AggregateOp op, List<Object> values) {
    Object result = Aggregating.over(Aggregating.spec(op), values.toArray());
    return new BigDecimal(Objects.requireNonNull(result).toString());
  }

  private static void assertSame(List<?> actual, List<?> expected) {
    for (int i = 0; i < expected.size(); i++) {
      assertClose(AggregateOp.values()[i], actual.get(i), expected.get(i));
    }
  }

  /** Doubles that come of rounding may differ in their last digits, everything else may not. */
  private static void assertClose(AggregateOp op, Object actual, Object expected) {
    boolean rounded =
        switch (op) {
          case SUM, AVG, STDDEV, STDDEV_POP, VARIANCE, VAR_POP -> true;
          default -> false;
        };
    if (rounded && expected instanceof Double number && Double.isFinite(number)) {
      assertThat((Double) actual).as("%s", op).isCloseTo(number, within(tolerance(op, number)));
    } else {
      assertThat(actual).as("%s", op).isEqualTo(expected);
    }
  }

  private static double tolerance(AggregateOp op, double number) {
    boolean sum = op == AggregateOp.SUM || op == AggregateOp.AVG;
    return sum ? 2 * Math.ulp(number) : Math.abs(number) * 1e-11;
  }

  private static String withoutSurrogates(String text) {
    return text.codePoints()
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
