package io.acequia.streams.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PlanChangeTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PlanReader READER = new PlanReader(ExpressionChecker.none());

  private static final String WINDOWED =
      """
      {"source": {"topic": "flights", "timestamp": "date"}, "select": "origin, delay", "where": "delay > 0",
       "enrich": [{"type": "global", "topic": "airports", "key": "origin"},
                  {"type": "table", "topic": "carriers", "key": "carrier"}],
       "group_by": ["origin"], "window": {"type": "hopping", "size": "1h", "advance": "10m", "grace": "1m"},
       "aggregate": [{"op": "avg", "field": "delay"}, {"op": "percentile", "field": "delay", "p": [50]}],
       "detect": {"type": "mad", "field": "avg_delay", "window": 50},
       "sink": {"topic": "out"}}
      """;

  private record Change(String member, String json, List<String> reasons) {}

  @TestFactory
  Stream<DynamicTest> tellsWhatCannotGoOn() {
    return Stream.of(
            same("select", "\"origin, delay * 1 AS delay\""),
            same("where", "\"delay > 1\""),
            same("sink", "{\"topic\": \"elsewhere\", \"format\": \"text\"}"),
            same("late", "\"late\""),
            same("dead_letter", "\"bad\""),
            same("name", "\"other\""),
            same("delivery", "\"at_least_once\""),
            same(
                "window",
                "{\"type\":\"hopping\",\"size\":\"60m\",\"advance\":\"PT10M\",\"grace\":60000,"
                    + "\"emit\":\"on_close\"}"),
            same(
                "aggregate",
                "[{\"op\":\"avg\",\"field\":\"delay\"},"
                    + "{\"op\":\"percentile\",\"field\":\"delay\",\"p\":[50,95],\"as\":[\"a\",\"b\"]}]"),
            same(
                "detect",
                "{\"type\":\"mad\",\"field\":\"avg_delay\",\"window\":50,\"threshold\":4,"
                    + "\"output\":\"alerts\",\"as\":\"odd\"}"),
            same("enrich", "[{\"type\":\"table\",\"topic\":\"carriers\",\"key\":\"carrier\"}]"),
            same(
                "enrich",
                "[{\"type\":\"table\",\"topic\":\"carriers\",\"key\":\"carrier\",\"join\":\"inner\"},"
                    + "{\"type\":\"global\",\"topic\":\"airports\",\"key\":\"destination\"},"
                    + "{\"type\":\"global\",\"topic\":\"fleet\",\"key\":\"tail\"}]"),
            other(
                "source",
                "{\"topic\": [\"flights\", \"more\"]}",
                "source.topic was flights and is"),
            other("group_by", "\"destination\"", "group_by was origin AS origin and is now dest"),
            other(
                "window",
                "{\"type\":\"tumbling\",\"size\":\"2h\",\"grace\":\"1m\"}",
                "window.type was hopping and is now tumbling",
                "window.size was 1h and is now 2h",
                "window.advance is gone (10m)"),
            other(
                "window",
                "{\"type\":\"hopping\",\"size\":\"1h\",\"advance\":\"10m\",\"grace\":\"2m\"}",
                "window.grace was 1m and is now 2m"),
            other(
                "aggregate",
                "[{\"op\":\"avg\",\"field\":\"distance\",\"as\":\"avg_delay\"},"
                    + "{\"op\":\"percentile\",\"field\":\"delay\",\"p\":50,\"sketch_k\":400},"
                    + "{\"op\":\"count\"}]",
                "aggregate[0] was avg(delay) and is now avg(distance)",
                "aggregate[1] was percentile(delay, sketch of 200) and is now",
                "aggregate[2] is new (count(*))"),
            other(
                "detect",
                "{\"type\":\"mad\",\"field\":\"avg_delay\",\"window\":60,\"by\":\"origin\"}",
                "detect[0] was mad of avg_delay over 50 and is now mad of avg_delay by origin over"),
            other(
                "enrich",
                "[{\"type\":\"global\",\"topic\":\"airports.v2\",\"table\":\"airports\",\"key\":\"x\"},"
                    + "{\"type\":\"table\",\"topic\":\"carriers\",\"key\":\"airline\"}]",
                "enrich carriers key was carrier and is now airline",
                "table airports was airports and is now airports.v2"))
        .map(
            change ->
                DynamicTest.dynamicTest(
                    change.member() + " " + change.json(), () -> assertChange(change)));
  }

  private static void assertChange(Change change) throws IOException {
    PlanChange found =
        PlanChange.between(READER.read(WINDOWED), with(change.member(), change.json()));
    List<String> reasons = found.reasons().stream().map(PlanProblem::toString).toList();
    assertThat(reasons).hasSameSizeAs(change.reasons());
    for (int i = 0; i < reasons.size(); i++) {
      assertThat(reasons.get(i)).startsWith(change.reasons().get(i));
    }
    assertThat(found.isCompatible()).isEqualTo(change.reasons().isEmpty());
  }

  @Test
  void planWithoutStateMayBecomeAnything() throws IOException {
    Plan stateless =
        READER.read("{\"source\": {\"topic\": \"other\"}, \"sink\": {\"topic\": \"out\"}}");
    Plan windowed = READER.read(WINDOWED);
    assertThat(PlanChange.between(stateless, windowed).isCompatible()).isTrue();
    assertThat(PlanChange.between(windowed, stateless).reasons())
        .extracting(PlanProblem::pointer)
        .contains("group_by", "window.size", "aggregate[0]", "detect[0]", "enrich carriers key");
  }

  @Test
  void keyMattersToDetectionsOnly() {
    String detect = "\"detect\": {\"type\": \"zscore\", \"field\": \"x\"}, ";
    for (String state : List.of(detect, "")) {
      Map<String, Plan> byKey = Map.of("a", keyed(state, "a"), "b", keyed(state, "b"));
      assertThat(PlanChange.between(byKey.get("a"), byKey.get("b")).isCompatible())
          .isEqualTo(state.isEmpty());
    }
  }

  private static Plan keyed(String state, String key) {
    return READER.read(
        "{\"source\": {\"topic\": \"in\"}, \"key\": \"%s\", %s \"sink\": {\"topic\": \"out\"}}"
            .formatted(key, state));
  }

  private static Plan with(String member, String json) throws IOException {
    ObjectNode plan = (ObjectNode) JSON.readTree(WINDOWED);
    plan.set(member, JSON.readTree(json));
    return READER.read(plan.toString());
  }

  private static Change same(String member, String json) {
    return new Change(member, json, List.of());
  }

  private static Change other(String member, String json, String... reasons) {
    return new Change(member, json, List.of(reasons));
  }
}
