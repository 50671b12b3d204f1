package io.acequia.streams.transforms.aggregate;

import java.io.IOException;
import java.util.List;

/**
 * Measures what one more row costs on a stored state: reading, adding, writing. A program, not a
 * test: {@code main} prints nanoseconds for each set of aggregates, best of ten rounds.
 */
final class AggregateSpeed {

  private static final int ROUND = 20;

  private AggregateSpeed() {}

  public static void main(String[] arguments) throws IOException {
    Object[][] rows =
        Flight.read().stream()
            .map(flight -> new Object[] {flight.delay(), flight.destination()})
            .toArray(Object[][]::new);
    AggregateSpec count = AggregateSpec.countRows();
    AggregateSpec sum = AggregateSpec.of(AggregateOp.SUM, 0, "delay");
    AggregateSpec avg = AggregateSpec.of(AggregateOp.AVG, 0, "delay");
    AggregateSpec max = AggregateSpec.of(AggregateOp.MAX, 0, "delay");
    measure("count, sum, avg, max", rows, List.of(count, sum, avg, max));
    measure("stddev", rows, List.of(AggregateSpec.of(AggregateOp.STDDEV, 0, "delay")));
    measure("percentile", rows, List.of(AggregateSpec.of(AggregateOp.PERCENTILE, 0, "delay")));
    measure(
        "count_distinct",
        rows,
        List.of(AggregateSpec.of(AggregateOp.COUNT_DISTINCT, 1, "destination")));
    measure("top_k", rows, List.of(AggregateSpec.of(AggregateOp.TOP_K, 1, "destination")));
  }

  private static void measure(String name, Object[][] rows, List<AggregateSpec> specs) {
    AggregateUpdater updater = new AggregateUpdater(AggregateSet.of(specs));
    long best = Long.MAX_VALUE;
    byte[] stored = null;
    for (int round = 0; round < 10; round++) {
      stored = null;
      long start = System.nanoTime();
      for (int i = 0; i < ROUND * rows.length; i++) {
        stored = updater.add(stored, rows[i % rows.length], i, i);
      }
      best = Math.min(best, (System.nanoTime() - start) / (ROUND * rows.length));
    }
    System.out.printf(
        "%-22s %6d ns a row, state of %d bytes%n", name, best, stored == null ? 0 : stored.length);
  }
}
