package io.acequia.streams.transforms.aggregate;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Aggregates of real flights by origin, stored after every one, beside plain computation. */
class FlightAggregatesTest {

  private static final AggregateOptions P95 = AggregateOptions.DEFAULTS.withPercentile(95);

  private final AggregateSet set =
      AggregateSet.of(
          List.of(
              AggregateSpec.countRows(),
              AggregateSpec.of(AggregateOp.SUM, 0, "delay"),
              AggregateSpec.of(AggregateOp.AVG, 0, "delay"),
              AggregateSpec.of(AggregateOp.MIN, 0, "delay"),
              AggregateSpec.of(AggregateOp.MAX, 0, "delay"),
              AggregateSpec.of(AggregateOp.STDDEV, 0, "delay"),
              AggregateSpec.of(AggregateOp.COUNT_DISTINCT, 1, "destination"),
              new AggregateSpec(AggregateOp.PERCENTILE, 0, "delay", P95),
              AggregateSpec.of(AggregateOp.TOP_K, 1, "destination")));

  @Test
  void equalsPlainComputationOnRealFlights() throws IOException {
    List<Flight> flights = Flight.read();
    assertThat(flights).hasSize(20_000);
    AggregateUpdater updater = new AggregateUpdater(set);
    Map<String, byte[]> store = new HashMap<>();
    for (int i = 0; i < flights.size(); i++) {
      Flight flight = flights.get(i);
      Object[] row = {flight.delay(), flight.destination()};
      long time = i;
      store.compute(flight.origin(), (key, state) -> updater.add(state, row, time, time));
    }
    Map<String, List<Flight>> byOrigin = flights.stream().collect(groupingBy(Flight::origin));
    assertThat(store).hasSameSizeAs(byOrigin).hasSizeGreaterThan(200);
    byOrigin.forEach((origin, of) -> check(updater.results(store.get(origin)), of));
  }

  private static void check(List<?> results, List<Flight> flights) {
    long[] sorted = flights.stream().mapToLong(Flight::delay).sorted().toArray();
    int n = sorted.length;
    BigDecimal sum = BigDecimal.ZERO;
    for (long delay : sorted) {
      sum = sum.add(BigDecimal.valueOf(delay));
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL128);
    BigDecimal squares = BigDecimal.ZERO;
    for (long delay : sorted) {
      squares = squares.add(BigDecimal.valueOf(delay).subtract(mean).pow(2));
    }
    assertThat(results.subList(0, 5))
        .isEqualTo(
            List.of((long) n, sum.longValueExact(), mean.doubleValue(), sorted[0], sorted[n - 1]));
    if (n > 1) {
      BigDecimal variance = squares.divide(BigDecimal.valueOf(n - 1), MathContext.DECIMAL128);
      double stddev = Math.sqrt(variance.doubleValue());
      assertThat((Double) results.get(5)).isCloseTo(stddev, within(1e-12 * (1 + stddev)));
    }
    Map<String, List<Flight>> byDestination =
        flights.stream().collect(groupingBy(Flight::destination));
    assertThat(results.get(6)).isEqualTo((long) byDestination.size());

    double p95 = (Double) results.get(7);
    double off = n <= 200 ? 0 : 0.02 * n;
    int rank = (int) Math.ceil(0.95 * n) - 1;
    assertThat(p95)
        .isBetween(
            (double) sorted[(int) Math.max(0, rank - off)],
            (double) sorted[(int) Math.min(n - 1, rank + off)]);

    List<?> top = (List<?>) results.get(8);
    for (Object entry : top) {
      Map<?, ?> row = (Map<?, ?>) entry;
      assertThat((Long) row.get("count")).isEqualTo(byDestination.get(row.get("value")).size());
      assertThat(row.get("error")).isEqualTo(0L);
    }
  }

  @Test
  void stateOfTheCommonFourIsUnderSixtyBytes() throws IOException {
    AggregateSet four =
        AggregateSet.of(
            List.of(
                AggregateSpec.countRows(),
                AggregateSpec.of(AggregateOp.SUM, 0, "delay"),
                AggregateSpec.of(AggregateOp.AVG, 0, "delay"),
                AggregateSpec.of(AggregateOp.MAX, 0, "delay")));
    AggregateState whole = four.newState();
    AggregateState fractions = four.newState();
    for (Flight flight : Flight.read()) {
      four.add(whole, new Object[] {flight.delay()}, 0, 0);
      four.add(fractions, new Object[] {flight.delay() / 7.0}, 0, 0);
    }
    assertThat(four.encode(whole)).hasSize(17);
    assertThat(four.encode(fractions)).hasSizeLessThan(60);
  }
}
