package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.streams.transforms.aggregate.Flight;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class AggregationTopologyTest {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
  private static final long FAR = 4_000_000_000_000L;

  private static long time(Flight flight) {
    return LocalDateTime.parse(flight.date(), TIME).toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  private static Map<String, LongSummaryStatistics> expected(ToLongFunction<Flight> window)
      throws IOException {
    Map<String, LongSummaryStatistics> expected = new TreeMap<>();
    for (Flight flight : Flight.read().subList(0, PlanRun.FLIGHTS)) {
      String key = flight.origin() + " " + Instant.ofEpochMilli(window.applyAsLong(flight));
      expected.computeIfAbsent(key, k -> new LongSummaryStatistics()).accept(flight.delay());
    }
    return expected;
  }

  @Test
  void writesEachWindowOnceWhenItCloses() throws IOException {
    String plan =
        """
        {"source": {"topic": "flights", "timestamp": "date"}, "group_by": "origin",
         "window": {"type": "tumbling", "size": "1h", "grace": "1d", "emit": "on_close"},
         "aggregate": [{"op": "count"}, {"op": "sum", "field": "delay"},
                       {"op": "avg", "field": "delay"}, {"op": "max", "field": "delay"}],
         "sink": {"topic": "delays"}}
        """;
    Map<String, LongSummaryStatistics> expected = expected(f -> time(f) / 3_600_000 * 3_600_000);

    try (PlanRun run = new PlanRun(plan)) {
      run.send("flights", PlanRun.flights());
      run.send("flights", null, "{\"date\": " + (FAR + 3_600_000) + ", \"origin\": \"END\"}", 0);

      Map<String, PlanRun.Out> results = new HashMap<>();
      for (PlanRun.Out out : run.read("delays")) {
        String key = out.get("origin") + " " + out.get("window_start");
        assertThat(results.put(key, out)).as("written twice: %s", key).isNull();
        assertThat(out.key()).isEqualTo(out.get("origin"));
      }
      assertThat(results.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (key, statistics) -> {
            Map<String, Object> row = results.get(key).row();
            assertThat(((Number) row.get("count")).longValue()).isEqualTo(statistics.getCount());
            assertThat(((Number) row.get("sum_delay")).longValue()).isEqualTo(statistics.getSum());
            assertThat(((Number) row.get("max_delay")).longValue()).isEqualTo(statistics.getMax());
            assertThat((Double) row.get("avg_delay"))
                .isEqualTo((double) statistics.getSum() / statistics.getCount());
          });
      assertThat(run.metric("dropped-records-total")).isZero();
    }
  }

  @Test
  void equalNumbersAreOneGroup() {
    String plan =
        """
        {"source": {"topic": "readings"}, "group_by": "n", "aggregate": [{"op": "count"}],
         "sink": {"topic": "counts"}}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      for (String number :
          List.of("5", "5.0", "5.00", "50e-1", "\"5\"", "0", "-0.0", "0.5", "5e-1")) {
        run.send("readings", null, "{\"n\": " + number + "}", 0);
      }
      run.send("readings", null, "{\"n\": 123456789012345678901}", 0)
          .send("readings", null, "{\"n\": 123456789012345678902}", 0);
      assertThat(run.read("counts"))
          .extracting(out -> out.key() + ": " + out.text())
          .containsExactly(
              "5: {\"n\":5,\"count\":1}",
              "5: {\"n\":5,\"count\":2}",
              "5: {\"n\":5,\"count\":3}",
              "5: {\"n\":5,\"count\":4}",
              "5: {\"n\":\"5\",\"count\":1}",
              "0: {\"n\":0,\"count\":1}",
              "0: {\"n\":0,\"count\":2}",
              "0.5: {\"n\":0.5,\"count\":1}",
              "0.5: {\"n\":0.5,\"count\":2}",
              "123456789012345678901: {\"n\":\"123456789012345678901\",\"count\":1}",
              "123456789012345678902: {\"n\":\"123456789012345678902\",\"count\":1}");
    }
  }

  @Test
  void writesRunningResultsWithoutWindow() throws IOException {
    String plan =
        """
        {"source": {"topic": "flights"}, "where": "distance > 500",
         "group_by": ["origin", "lower(destination) AS target"],
         "aggregate": [{"op": "count", "as": "flights"},
                       {"op": "count", "where": "delay > 15", "as": "late"}],
         "sink": {"topic": "routes"}}
        """;
    Map<String, long[]> expected = new TreeMap<>();
    for (Flight flight : Flight.read().subList(0, PlanRun.FLIGHTS)) {
      if (flight.distance() > 500) {
        String key =
            PlanRun.json(List.of(flight.origin(), flight.destination().toLowerCase(Locale.ROOT)));
        long[] counts = expected.computeIfAbsent(key, k -> new long[2]);
        counts[0]++;
        counts[1] += flight.delay() > 15 ? 1 : 0;
      }
    }

    try (PlanRun run = new PlanRun(plan)) {
      run.send("flights", PlanRun.flights());
      Map<String, PlanRun.Out> last = new TreeMap<>();
      run.read("routes").forEach(out -> last.put(out.key(), out));
      assertThat(last.keySet()).isEqualTo(expected.keySet());
      expected.forEach(
          (key, counts) ->
              assertThat(last.get(key).row())
                  .containsEntry("flights", (int) counts[0])
                  .containsEntry("late", (int) counts[1]));
    }
  }

  @Test
  void numbersBeyondALongAreSummedAndCompared() {
    String plan =
        """
        {"source": {"topic": "in"},
         "aggregate": [{"op": "sum", "field": "n"}, {"op": "max", "field": "n"},
                       {"op": "min", "field": "n"}, {"op": "count_distinct", "field": "n"}],
         "sink": {"topic": "out"}}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      run.send("in", null, "{\"n\": 99999999999999999999}", 0)
          .send("in", null, "{\"n\": 100000000000000000000}", 1)
          .send("in", null, "{\"n\": 7}", 2);
      List<PlanRun.Out> results = run.read("out");
      assertThat(results.get(results.size() - 1).text())
          .isEqualTo(
              "{\"sum_n\":200000000000000000006,\"max_n\":100000000000000000000,\"min_n\":7,"
                  + "\"count_distinct_n\":3}");
    }
  }
}
