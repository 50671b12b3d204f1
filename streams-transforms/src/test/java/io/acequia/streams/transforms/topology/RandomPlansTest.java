package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.acequia.streams.transforms.topology.NaiveWindows.Event;
import io.acequia.streams.transforms.topology.NaiveWindows.Group;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Plans of all windows, groups, conditions and exact aggregates over events that come in disorder,
 * held against {@link NaiveWindows}.
 */
class RandomPlansTest {

  private static final long BASE = 1_000_000_000_000L;
  private static final int EVENTS = 120;
  private static final long STEP = 1_000;

  /** The plan's part of the window, and the same for the naive computation. */
  record Windowing(String type, long size, long advance, long grace, boolean onClose) {

    String json() {
      String emit = ", \"emit\": \"" + (onClose ? "on_close" : "on_update") + "\"";
      String rest = ", \"grace\": " + grace + emit + "}, ";
      return switch (type) {
        case "none" -> "";
        case "hopping" ->
            "\"window\": {\"type\": \"hopping\", \"size\": %d, \"advance\": %d"
                    .formatted(size, advance)
                + rest;
        case "session" -> "\"window\": {\"type\": \"session\", \"gap\": %d".formatted(size) + rest;
        default -> "\"window\": {\"type\": \"%s\", \"size\": %d".formatted(type, size) + rest;
      };
    }
  }

  @Provide
  Arbitrary<Windowing> windowings() {
    Arbitrary<Long> sizes = Arbitraries.of(1_000L, 5_000L, 17_000L, 60_000L);
    Arbitrary<Long> graces = Arbitraries.of(0L, 1L, 4_000L, 30_000L);
    Arbitrary<Boolean> closes = Arbitraries.of(true, false);
    Arbitrary<Windowing> aligned =
        Combinators.combine(sizes, Arbitraries.of(1, 2, 3, 7), graces, closes)
            .as(
                (size, parts, grace, close) ->
                    new Windowing(
                        parts == 1 ? "tumbling" : "hopping",
                        size,
                        Math.max(1, size / parts),
                        grace,
                        close));
    // Which of these are closed depends on which of them exist: all events are in time here.
    long forever = 3_600_000;
    Arbitrary<Windowing> others =
        Combinators.combine(sizes, closes)
            .flatAs(
                (size, close) ->
                    Arbitraries.of(
                        new Windowing("sliding", size, 0, forever, close),
                        new Windowing("session", size, 0, forever, true),
                        new Windowing("none", 0, 0, 0, false)));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(3, aligned), net.jqwik.api.Tuple.of(2, others));
  }

  @Provide
  Arbitrary<String> groupings() {
    return Arbitraries.of("", "k", "k,upper(g) AS big", "upper(g) AS big");
  }

  @Provide
  Arbitrary<String> conditions() {
    return Arbitraries.of("", "n > 10", "n IS NOT NULL AND k <> 'a'", "k IN ('b', 'c', 'end')");
  }

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void equalsThePlainComputation(
      @ForAll("windowings") Windowing windowing,
      @ForAll("groupings") String grouping,
      @ForAll("conditions") String condition,
      @ForAll long seed)
      throws Exception {
    List<Event> events = events(new Random(seed), windowing);
    NaiveWindows naive = new NaiveWindows(windowing, grouping, condition);
    try (PlanRun run = new PlanRun(plan(windowing, grouping, condition))) {
      for (Event each : events) {
        // Kafka's test driver has one task for all of a topology and so one time, which goes on
        // with
        // events that the condition leaves out; in a cluster it does not.
        Event event = naive.isTaken(each) ? each : each.notAfter(naive.time());
        run.send("in", null, event.json(), 0);
        naive.add(event);
      }
      Map<Group, Map<String, Object>> results = results(run, windowing, grouping);
      results.keySet().removeIf(group -> group.start() > BASE + 3_600_000 * 2L);
      Map<Group, List<Event>> expected = naive.windows();
      expected.keySet().removeIf(group -> group.start() > BASE + 3_600_000 * 2L);
      assertThat(results.keySet()).isEqualTo(expected.keySet());
      expected.forEach((group, members) -> compare(results.get(group), members));
      assertThat(run.read("late"))
          .extracting(out -> out.get("id") + " of " + out.header(LateGate.WINDOWS))
          .isEqualTo(naive.late());
    }
  }

  /** Mostly in order, some earlier than the grace allows; at last one that closes all windows. */
  private static List<Event> events(Random random, Windowing windowing) {
    List<Event> events = new ArrayList<>();
    for (int id = 0; id < EVENTS; id++) {
      long back = random.nextInt(3) == 0 ? random.nextInt(70) * STEP + random.nextInt(3) - 1 : 0;
      long silence = id / 40 * 200_000L;
      events.add(
          new Event(
              id,
              BASE + 100_000 + id * STEP + silence - back,
              "abc".substring(id % 3, id % 3 + 1),
              random.nextBoolean() ? "x" : "y",
              random.nextInt(6) == 0 ? null : random.nextInt(-20, 60),
              random.nextInt(-40, 40) / 4.0));
    }
    if (!windowing.type().equals("none")) {
      events.add(new Event(-1, BASE + 3_600_000 * 20L, "end", "x", 1_000, 0));
    }
    return events;
  }

  private static String plan(Windowing windowing, String grouping, String condition) {
    String groups =
        grouping.isEmpty() ? "" : "\"group_by\": [\"" + grouping.replace(",", "\",\"") + "\"], ";
    return """
        {"source": {"topic": "in", "timestamp": "at"}, %s%s%s
         "aggregate": [{"op": "count", "as": "all"}, {"op": "count", "field": "n"},
           {"op": "count", "where": "n > 20", "as": "many"}, {"op": "sum", "field": "n"},
           {"op": "sum", "field": "w"}, {"op": "avg", "field": "n"}, {"op": "min", "field": "w"},
           {"op": "max", "field": "n"}, {"op": "count_distinct", "field": "n"},
           {"op": "collect", "field": "id", "limit": 1000, "as": "ids"}],
         "sink": {"topic": "out"}%s, "delivery": "at_least_once"}
        """
        .formatted(
            condition.isEmpty() ? "" : "\"where\": \"" + condition + "\", ",
            windowing.json(),
            groups,
            windowing.type().equals("none") ? "" : ", \"late\": \"late\"");
  }

  private static Map<Group, Map<String, Object>> results(
      PlanRun run, Windowing windowing, String grouping) throws Exception {
    Map<Group, Map<String, Object>> last = new HashMap<>();
    for (PlanRun.Out out : run.read("out")) {
      Map<String, Object> row = out.row();
      List<Object> key = new ArrayList<>();
      if (grouping.startsWith("k")) {
        key.add(row.get("k"));
      }
      if (grouping.contains("big")) {
        key.add(row.get("big"));
      }
      Map<String, Object> before = last.put(Group.of(key, row), row);
      assertThat(windowing.onClose() && before != null).as("a window twice").isFalse();
    }
    return last;
  }

  private static void compare(Map<String, Object> row, List<Event> members) {
    List<Integer> numbers = new ArrayList<>();
    TreeSet<Integer> ids = new TreeSet<>();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (Event event : members) {
      ids.add(event.id());
      sum += event.w();
      least = Math.min(least, event.w());
      if (event.n() != null) {
        numbers.add(event.n());
      }
    }
    assertThat(row)
        .containsEntry("all", members.size())
        .containsEntry("count_n", numbers.size())
        .containsEntry("many", (int) numbers.stream().filter(n -> n > 20).count())
        .containsEntry("count_distinct_n", (int) numbers.stream().distinct().count());
    assertThat(new TreeSet<>((List<?>) row.get("ids"))).isEqualTo(ids);
    assertThat(((Number) row.get("sum_w")).doubleValue()).isEqualTo(sum);
    assertThat(((Number) row.get("min_w")).doubleValue()).isEqualTo(least);
    if (numbers.isEmpty()) {
      assertThat(row.get("sum_n")).isNull();
      assertThat(row.get("avg_n")).isNull();
      assertThat(row.get("max_n")).isNull();
      return;
    }
    int total = numbers.stream().mapToInt(Integer::intValue).sum();
    assertThat(row)
        .containsEntry("sum_n", total)
        .containsEntry("max_n", numbers.stream().max(Integer::compare).orElseThrow());
    assertThat(((Number) row.get("avg_n")).doubleValue())
        .isCloseTo((double) total / numbers.size(), within(1e-9));
  }
}
