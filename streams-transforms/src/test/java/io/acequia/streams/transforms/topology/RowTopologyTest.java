package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.acequia.streams.transforms.aggregate.Flight;
import io.acequia.streams.transforms.plan.InvalidPlanException;
import java.io.IOException;
import java.util.List;
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
         "sink": {"topic": "out"}, "dead_letter": "bad"}
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
