package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.acequia.streams.transforms.aggregate.Flight;
import io.acequia.streams.transforms.plan.InvalidPlanException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class RowTopologyTest {

  @Test
  void selectsRowsAndGivesThemAKey() throws IOException {
    String plan =
        """
        {"source": {"topic": "flights", "timestamp": "date"}, "where": "delay > 60",
         "select": ["origin", "delay / 60.0 AS hours"], "key": "destination",
         "sink": {"topic": "long"}}
        """;
    List<Flight> expected =
        Flight.read().subList(0, PlanRun.FLIGHTS).stream().filter(f -> f.delay() > 60).toList();
    try (PlanRun run = new PlanRun(plan)) {
      List<PlanRun.Out> rows = run.send("flights", PlanRun.flights()).read("long");
      assertThat(rows).hasSameSizeAs(expected).isNotEmpty();
      for (int i = 0; i < rows.size(); i++) {
        assertThat(rows.get(i).key()).isEqualTo(expected.get(i).destination());
        assertThat(rows.get(i).row()).containsOnlyKeys("origin", "hours");
        assertThat(rows.get(i).get("origin")).isEqualTo(expected.get(i).origin());
      }
      assertThat(rows.get(0).time()).isEqualTo(978_310_020_000L);
    }
  }

  @Test
  void mergesSourcesWithTheirOwnShapesAndBranches() {
    String plan =
        """
        {"sources": [{"topic": "web", "select": "user_id AS user, page", "where": "page <> '/x'"},
                     {"topic": "log", "format": "text", "select": "value AS page, _key AS user"}],
         "branch": [{"where": "page LIKE '/a%'", "sink": {"topic": "a", "key": "page"}},
                    {"where": "user = 'u2'", "sink": {"topic": "u2"}},
                    {"sink": {"topic": "rest", "key_format": "json"}}]}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      run.send("web", "k", "{\"user_id\": \"u1\", \"page\": \"/a/1\"}", 5)
          .send("web", "k", "{\"user_id\": \"u1\", \"page\": \"/x\"}", 5)
          .send("web", "k", "{\"user_id\": \"u1\", \"page\": \"/b\"}", 6)
          .send("log", "u2", "/c", 7);
      assertThat(run.read("a"))
          .singleElement()
          .satisfies(
              out -> {
                assertThat(out.key()).isEqualTo("/a/1");
                assertThat(out.text()).isEqualTo("{\"user\":\"u1\",\"page\":\"/a/1\"}");
              });
      assertThat(run.read("u2"))
          .singleElement()
          .satisfies(
              out -> {
                assertThat(out.key()).isEqualTo("u2");
                assertThat(out.time()).isEqualTo(7);
              });
      assertThat(run.read("rest"))
          .singleElement()
          .satisfies(out -> assertThat(out.key()).isEqualTo("\"k\""));
    }
  }

  @Test
  void sendsBadRecordsToTheDeadLetterTopicWithTheCause() {
    String plan =
        """
        {"source": {"topic": "in", "timestamp": "at"}, "group_by": "k",
         "aggregate": [{"op": "sum", "field": "n"}],
         "sink": {"topic": "out"}, "dead_letter": "bad", "delivery": "at_least_once"}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      run.send("in", "1", "{\"at\": 1, \"k\": \"a\", \"n\": 2}", 0)
          .send("in", "2", "not json", 0)
          .send("in", "3", "{\"k\": \"a\", \"n\": 2}", 0)
          .send("in", "4", "{\"at\": 1, \"k\": \"a\", \"n\": \"secret\"}", 0)
          .send("in", "5", "{\"at\": 2, \"k\": \"a\", \"n\": 3}", 0);
      List<PlanRun.Out> bad = run.read("bad");
      assertThat(bad).extracting(PlanRun.Out::key).containsExactly("2", "3", "4");
      assertThat(bad.get(0).text()).isEqualTo("not json");
      assertThat(bad.get(1).header("__streams.errors.message")).contains("'at'");
      assertThat(bad.get(2).header("__streams.errors.message"))
          .contains("aggregate[0].field")
          .doesNotContain("secret");
      assertThat(bad.get(2).header("__streams.errors.topic")).isEqualTo("in");
      assertThat(bad.get(2).header("__streams.errors.offset")).isEqualTo("3");
      assertThat(run.read("out")).extracting(out -> out.get("sum_n")).containsExactly(2, 5);
    }
  }

  @Test
  void sendsTheOriginalOfARecordThatIsBadBehindARepartitionTopic() {
    String plan =
        """
        {"source": {"topic": "in", "timestamp": "at"}, "select": "s, v",
         "enrich": [{"type": "table", "topic": "names", "key": "s", "as": "name"}],
         "detect": {"type": "zscore", "field": "v", "by": "s"},
         "sink": {"topic": "out"}, "dead_letter": "bad", "delivery": "at_least_once"}
        """;
    String bad = "{\"at\": 5,  \"s\": \"a\", \"v\": \"secret\", \"more\": 1}";
    try (PlanRun run = new PlanRun(plan)) {
      run.send("in", "k1", "{\"at\": 1, \"s\": \"a\", \"v\": 1}", 0)
          .send("in", "k2", bad, 0)
          .send("in", "k3", "{\"at\": 6, \"s\": \"a\", \"v\": 2}", 0);
      assertThat(run.read("out"))
          .allSatisfy(out -> assertThat(out.headers()).isEmpty())
          .extracting(PlanRun.Out::key)
          .containsExactly("k1", "k3");
      assertThat(run.read("bad"))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.key()).isEqualTo("k2");
                assertThat(letter.text()).isEqualTo(bad);
                assertThat(letter.header("__streams.errors.topic")).isEqualTo("in");
                assertThat(letter.header("__streams.errors.partition")).isEqualTo("0");
                assertThat(letter.header("__streams.errors.offset")).isEqualTo("1");
                assertThat(letter.header("__streams.errors.message")).doesNotContain("secret");
                assertThat(letter.headers().toArray()).hasSize(6);
              });
      assertThat(run.planned().deadLetters()).isEqualTo(1);
    }
  }

  @Test
  void sendsAResultThatIsBadAsJson() {
    String plan =
        """
        {"source": {"topic": "in", "timestamp": "at"}, "group_by": "s",
         "aggregate": [{"op": "max", "field": "v"}],
         "detect": {"type": "zscore", "field": "max_v", "by": "s"},
         "sink": {"topic": "out"}, "dead_letter": "bad", "delivery": "at_least_once"}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      run.send("in", "k", "{\"at\": 1, \"s\": \"a\", \"v\": \"text\"}", 0);
      assertThat(run.read("bad"))
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.text()).isEqualTo("{\"s\":\"a\",\"max_v\":\"text\"}");
                assertThat(letter.key()).isEqualTo("[\"a\"]");
                assertThat(letter.header("__streams.errors.topic")).isEqualTo("in");
                assertThat(letter.header("__streams.errors.offset")).isEqualTo("0");
              });
      assertThat(run.read("out")).isEmpty();
    }
  }

  @Test
  void writesLateEventsAsTheyCame() {
    String plan =
        """
        {"source": {"topic": "in", "timestamp": "at"}, "select": "upper(s) AS big",
         "enrich": [{"type": "table", "topic": "names", "key": "s", "as": "name"}],
         "group_by": "big", "window": {"type": "tumbling", "size": "1s"},
         "aggregate": [{"op": "count"}],
         "sink": {"topic": "out"}, "late": "late", "delivery": "at_least_once"}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      run.send("in", "k", "{\"at\": 9000, \"s\": \"a\"}", 0)
          .send("in", "k", "{\"at\": 1, \"s\": \"a\", \"more\": [1]}", 0);
      assertThat(run.read("late"))
          .singleElement()
          .satisfies(
              late -> {
                assertThat(late.row()).isEqualTo(Map.of("at", 1, "s", "a", "more", List.of(1)));
                assertThat(late.header(LateGate.TOPIC)).isEqualTo("in");
                assertThat(late.header(LateGate.PARTITION)).isEqualTo("0");
                assertThat(late.header(LateGate.OFFSET)).isEqualTo("1");
                assertThat(late.headers().toArray()).hasSize(7);
              });
    }
  }

  @Test
  void stopsAtABadRecordWithoutDeadLetterTopic() {
    try (PlanRun run =
        new PlanRun("{\"source\": {\"topic\": \"in\"}, \"sink\": {\"topic\": \"out\"}}")) {
      assertThatThrownBy(() -> run.send("in", "1", "{", 0)).isInstanceOf(StreamsException.class);
    }
  }

  @Test
  void namesThePlaceOfAnExpressionThatCannotBeCompiled() {
    assertThatThrownBy(
            () ->
                PlanRun.plan(
                    """
                    {"source": {"topic": "in"}, "where": "a >", "select": ["b", "uper(c)"],
                     "sink": {"topic": "out"}}
                    """))
        .isInstanceOf(InvalidPlanException.class)
        .hasMessageContaining("where ")
        .hasMessageContaining("select[1] ")
        .hasMessageContaining("line 1, column");
  }

  @Test
  void flagsAnomaliesByTheValuesBefore() {
    String plan =
        """
        {"source": {"topic": "in"}, "select": "s, v",
         "detect": {"type": "zscore", "field": "v", "by": "s", "min_count": 4},
         "sink": {"topic": "out"}}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      for (int v : new int[] {1, 2, 1, 2, 9, 2}) {
        run.send("in", "key", "{\"s\": \"a\", \"v\": " + v + "}", 0);
        run.send("in", "key", "{\"s\": \"b\", \"v\": 5}", 0);
      }
      List<PlanRun.Out> out = run.read("out");
      assertThat(out).hasSize(12).allSatisfy(row -> assertThat(row.key()).isEqualTo("key"));
      assertThat(out.stream().filter(row -> row.get("anomaly").equals(true)))
          .singleElement()
          .satisfies(
              row -> {
                assertThat(row.row()).containsEntry("s", "a").containsEntry("v", 9);
                assertThat((Double) row.get("anomaly_score"))
                    .isCloseTo((9 - 1.5) / Math.sqrt(1 / 3.0), within(1e-9));
              });
    }
  }

  @Test
  void alertsWhenABoundIsCrossedForLongEnough() {
    String plan =
        """
        {"source": {"topic": "in", "timestamp": "at"},
         "detect": {"type": "threshold", "field": "c", "by": "s", "above": 80, "clear": 75,
                    "for": "2s", "as": "hot"},
         "sink": {"topic": "out"}}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      int[] values = {70, 81, 79, 81, 82, 90, 76, 74, 90};
      for (int i = 0; i < values.length; i++) {
        run.send("in", null, "{\"s\": 1, \"at\": %d, \"c\": %d}".formatted(i * 1000, values[i]), 0);
      }
      List<PlanRun.Out> out = run.read("out");
      assertThat(out).extracting(row -> row.get("hot")).containsExactly("began", "ended");
      assertThat(out).extracting(row -> row.get("c")).containsExactly(90, 74);
      assertThat(out).extracting(row -> row.get("hot_value")).containsExactly(90.0, 74.0);
      assertThat(out).extracting(row -> row.get("hot_bound")).containsExactly(80.0, 80.0);
      assertThat(out).extracting(row -> row.get("hot_since")).containsOnly("1970-01-01T00:00:03Z");
    }
  }

  @Test
  void reportsAsManyFrequentValuesAsThePlanAsksFor() {
    String plan =
        """
        {"source": {"topic": "in"}, "report": {"type": "summary", "fields": ["s"], "top": 12},
         "sink": {"topic": "out"}, "delivery": "at_least_once"}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      for (int i = 0; i < 30; i++) {
        run.send("in", null, "{\"s\": \"s%d\"}".formatted(i % 15), 0);
      }
      List<PlanRun.Out> out = run.read("out");
      assertThat((List<?>) out.get(out.size() - 1).get("top")).hasSize(12);
    }
  }

  @Test
  void reportsFiguresOfEachField() throws IOException {
    String plan =
        """
        {"source": {"topic": "flights"}, "report": {"type": "summary", "fields": ["delay", "origin"],
         "top": 2}, "sink": {"topic": "out"}}
        """;
    try (PlanRun run = new PlanRun(plan)) {
      List<PlanRun.Out> out = run.send("flights", PlanRun.flights().subList(0, 300)).read("out");
      var delays = Flight.read().subList(0, 300).stream().mapToLong(Flight::delay);
      var expected = delays.summaryStatistics();
      var delay = out.get(out.size() - 2).row();
      assertThat(delay)
          .containsEntry("field", "delay")
          .containsEntry("kind", "numeric")
          .containsEntry("count", 300)
          .containsEntry("nulls", 0)
          .containsEntry("min", (int) expected.getMin())
          .containsEntry("max", (int) expected.getMax())
          .containsEntry("mean", expected.getAverage());
      var origin = out.get(out.size() - 1).row();
      assertThat(origin).containsEntry("field", "origin").containsEntry("kind", "categorical");
      assertThat((List<?>) origin.get("top")).hasSize(2);
    }
  }
}
