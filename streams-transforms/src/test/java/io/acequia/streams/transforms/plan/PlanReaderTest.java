package io.acequia.streams.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class PlanReaderTest {

  private static final String DELAYS =
      """
      {"source": {"topic": "flights", "format": "json", "timestamp": "date"},
       "select": "origin, delay, CAST(distance AS double) AS distance",  "where": "delay IS NOT NULL",
       "enrich": [{"table": "airports", "topic": "airports", "key": "origin", "as": "airport", "type": "global"}],
       "group_by": ["origin"],  "window": {"type": "tumbling", "size": "1m", "grace": "10s", "emit": "on_close"},
       "aggregate": [{"op": "count", "as": "flights"}, {"op": "avg", "field": "delay"}, {"op": "percentile", "field": "delay", "p": [50, 95, 99]},
                     {"op": "count_distinct", "field": "destination"}],
       "sink": {"topic": "delays-by-airport"}}
      """;

  private final PlanReader reader = new PlanReader(ExpressionChecker.none());

  @Test
  void readsDelaysByAirport() {
    Plan plan = reader.read(DELAYS);
    assertThat(plan.sources())
        .singleElement()
        .satisfies(
            source -> {
              assertThat(source.topics()).containsExactly("flights");
              assertThat(source.timestamp().field()).isEqualTo("date");
              assertThat(source.timestamp().formats()).isEqualTo(EventTime.DEFAULT_FORMATS);
            });
    assertThat(plan.window())
        .isEqualTo(
            new Window(
                Window.Type.TUMBLING,
                Duration.ofMinutes(1),
                null,
                null,
                Duration.ofSeconds(10),
                Duration.ofDays(1),
                Window.Emit.ON_CLOSE));
    assertThat(plan.groupBy()).containsExactly(new Column("origin", "origin"));
    assertThat(plan.aggregates().stream().flatMap(aggregate -> aggregate.names().stream()))
        .containsExactly(
            "flights",
            "avg_delay",
            "p50_delay",
            "p95_delay",
            "p99_delay",
            "count_distinct_destination");
    assertThat(plan.delivery()).isEqualTo(Delivery.EXACTLY_ONCE);
    assertThat(plan.from()).isEqualTo(Position.BEGINNING);
    assertThat(plan.isBatch()).isFalse();
  }

  @Test
  void reportsEverythingAtOnceAndInPlace() {
    InvalidPlanException failure =
        failure(
            """
            {"source": {"topic": "flights", "fromat": "json"},
             "where": 7,
             "group_by": ["origin", 3, "upper(carrier)"],
             "window": {"type": "tumblin", "size": "1m"},
             "aggregate": [{"op": "count"}, "sum", {"op": "avrg", "field": "delay"}, {"op": "sum"}],
             "late": "flights",
             "sink": {"topic": "delays by airport"}}
            """);
    assertThat(failure.problems())
        .extracting(PlanProblem::pointer)
        .containsExactlyInAnyOrder(
            "source.fromat",
            "where",
            "group_by[1]",
            "group_by[2]",
            "window.type",
            "aggregate[1]",
            "aggregate[2].op",
            "aggregate[3].field",
            "late",
            "sink.topic");
    assertThat(failure)
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("source.fromat is not known; did you mean 'format'?")
        .hasMessageContaining("where must be a text, but is a number")
        .hasMessageContaining("did you mean 'tumbling'?")
        .hasMessageContaining("did you mean 'avg'?")
        .hasMessageContaining("late is the same topic as source.topic");
  }

  @Test
  void asksTheCheckerAboutEveryText() {
    PlanReader strict =
        new PlanReader(
            (kind, text) ->
                new ExpressionChecker.Finding(kind + " is wrong at line 1, column 3", 1, 3));
    assertThatThrownBy(() -> strict.read(DELAYS))
        .isInstanceOfSatisfying(
            InvalidPlanException.class,
            failure ->
                assertThat(failure.problems())
                    .contains(
                        new PlanProblem("where", "CONDITION is wrong at line 1, column 3"),
                        new PlanProblem("select", "SELECT_LIST is wrong at line 1, column 3"),
                        new PlanProblem("enrich[0].key", "VALUE is wrong at line 1, column 3"),
                        new PlanProblem("group_by[0]", "VALUE is wrong at line 1, column 3"),
                        new PlanProblem("aggregate[3].field", "VALUE is wrong at line 1, column 3"))
                    .hasSize(7));
  }

  @Test
  void quotesNoWordOfWhatIsNoJson() {
    for (String text : List.of("hunter2secret", "root:x:0:0", "{\"a\": hunter2secret}")) {
      assertThat(failure(text))
          .hasMessageContaining("is not JSON at line 1")
          .message()
          .doesNotContain("hunter")
          .doesNotContain("root");
    }
  }

  @Test
  void namesLineAndColumnOfBrokenJson() {
    assertThat(failure("{\n  \"source\": {]}").problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.pointer()).isEmpty();
              assertThat(problem.message()).startsWith("is not JSON at line 2, column 1");
            });
    assertThat(failure("{\"late\": \"a\", \"late\": \"b\"}")).hasMessageContaining("Duplicate");
    assertThat(failure("{} {}")).hasMessageContaining("is not JSON");
    assertThat(failure("[]")).hasMessageContaining("must be a JSON object");
    assertThat(failure("")).hasMessageContaining("must be a JSON object");
    assertThat(failure("{\"a\":".repeat(100))).hasMessageContaining("depth");
    assertThat(failure(" ".repeat(PlanReader.LONGEST + 1))).hasMessageContaining("is longer than");
  }

  @Test
  void namesEveryTopicWithItsPlace() {
    Plan plan =
        reader.read(
            """
            {"sources": [{"topic": ["a", "b"]}, {"topic": "c"}],
             "enrich": [{"type": "stream", "topic": "d", "key": "id", "within": "5m"}],
             "branch": [{"where": "x > 1", "sink": {"topic": "e"}}, {"sink": {"topic": "f"}}],
             "dead_letter": "g"}
            """);
    assertThat(plan.topics())
        .extracting(TopicUse::toString)
        .isEqualTo(
            List.of(
                "TopicUse[pointer=sources[0].topic[0], topic=a, role=SOURCE]",
                "TopicUse[pointer=sources[0].topic[1], topic=b, role=SOURCE]",
                "TopicUse[pointer=sources[1].topic, topic=c, role=SOURCE]",
                "TopicUse[pointer=enrich[0].topic, topic=d, role=TABLE]",
                "TopicUse[pointer=branch[0].sink.topic, topic=e, role=SINK]",
                "TopicUse[pointer=branch[1].sink.topic, topic=f, role=SINK]",
                "TopicUse[pointer=dead_letter, topic=g, role=DEAD_LETTER]"));
  }

  private InvalidPlanException failure(String json) {
    return catchThrowableOfType(InvalidPlanException.class, () -> reader.read(json));
  }
}
