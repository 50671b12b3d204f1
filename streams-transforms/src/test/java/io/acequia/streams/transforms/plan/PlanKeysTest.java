package io.acequia.streams.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanKeysTest extends ConfigContract {

  private static final String SMALL =
      "{\"source\": {\"topic\": \"a\"}, \"sink\": {\"topic\": \"o\"}}";

  @TempDir private Path folder;

  @Override
  protected ConfigDef configDef() {
    ConfigDef def = new ConfigDef();
    PlanKeys.addTo(def);
    return def;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("streams.source.topics", "a", "streams.sink.topic", "o");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return PlanKeys.plan(config(settings), ExpressionChecker.none());
  }

  @Override
  protected Map<String, String> badValues() {
    Map<String, String> bad = new HashMap<>();
    bad.put("plan", "{}");
    bad.put("plan.file", "/no/such/file");
    bad.put("streams.source.topics", "a,b c");
    bad.put("streams.source.format", "jsn");
    bad.put("streams.source.registry", "http://registry:8081");
    bad.put("streams.source.timestamp.zone", "Europe/Atlantis");
    bad.put("streams.window.type", "tumblin");
    bad.put("streams.window.emit", "on-close");
    bad.put("streams.window.size.ms", "0");
    bad.put("streams.aggregate", "average(x)");
    bad.put("streams.group.by", "x");
    bad.put("streams.sink.topic", "a");
    bad.put("streams.sink.format", "xml");
    bad.put("streams.late.topic", "late");
    bad.put("streams.dead.letter.topic", "a");
    bad.put("streams.delivery", "at-most-once");
    bad.put("streams.from", "begining");
    bad.put("streams.until", "tomorrow");
    return bad;
  }

  @Override
  protected String prefix() {
    return "streams.";
  }

  @Override
  protected Set<String> conventionExceptions() {
    return Set.of(PlanKeys.PLAN, PlanKeys.PLAN_FILE);
  }

  @Test
  void flatKeysAndJsonMakeTheSamePlan() throws IOException {
    Map<String, String> flat = new HashMap<>();
    flat.put("streams.source.topics", "flights,more");
    flat.put("streams.source.timestamp", "date");
    flat.put("streams.source.timestamp.formats", "yyyy/MM/dd HH:mm,iso8601");
    flat.put("streams.source.timestamp.zone", "Europe/Madrid");
    flat.put("streams.where", "delay IS NOT NULL");
    flat.put("streams.select", "origin, delay");
    flat.put("streams.group.by", "origin");
    flat.put("streams.window.type", "hopping");
    flat.put("streams.window.size.ms", "60000");
    flat.put("streams.window.advance.ms", "30000");
    flat.put("streams.window.grace.ms", "10000");
    flat.put("streams.window.emit", "on_close");
    flat.put(
        "streams.aggregate",
        "count(*) AS flights, avg(coalesce(delay, 0)) AS mean, percentile(delay, 50, 99.9),"
            + " TOP_K(destination, 3), collect(carrier, 20) AS carriers, count");
    flat.put("streams.sink.topic", "out");
    flat.put("streams.late.topic", "late");
    flat.put("streams.dead.letter.topic", "bad");
    flat.put("streams.delivery", "at_least_once");
    flat.put("streams.until", "now");
    String json =
        """
        {"source": {"topic": ["flights", "more"],
                    "timestamp": {"field": "date", "format": ["yyyy/MM/dd HH:mm", "iso8601"], "zone": "Europe/Madrid"}},
         "where": "delay IS NOT NULL", "select": "origin, delay", "group_by": "origin",
         "window": {"type": "hopping", "size": "1m", "advance": "30s", "grace": "10s", "emit": "on_close"},
         "aggregate": [{"op": "count", "as": "flights"}, {"op": "avg", "field": "coalesce(delay, 0)", "as": "mean"},
                       {"op": "percentile", "field": "delay", "p": [50, 99.9]}, {"op": "top_k", "field": "destination", "k": 3},
                       {"op": "collect", "field": "carrier", "limit": 20, "as": "carriers"}, {"op": "count"}],
         "sink": {"topic": "out"}, "late": "late", "dead_letter": "bad", "delivery": "at_least_once", "until": "now"}
        """;
    Path file = Files.writeString(folder.resolve("plan.json"), json);
    assertThat(parse(flat)).isEqualTo(parse(Map.of("plan", json)));
    assertThat(parse(Map.of("plan.file", file.toString()))).isEqualTo(parse(flat));
  }

  @Test
  void documentedDefaultsAreThoseOfThePlan() {
    Map<String, String> spelled = new HashMap<>(minimal());
    configDef()
        .defaultValues()
        .forEach(
            (key, value) -> {
              if (value instanceof String text) {
                spelled.put(key, text);
              }
            });
    spelled.remove("streams.source.timestamp.zone");
    assertThat(parse(spelled)).isEqualTo(parse(minimal()));
  }

  @Test
  void oneWayOnly() {
    assertThat(problems(Map.of("plan", SMALL, "plan.file", "x")))
        .containsExactly(problem("plan.file", "is given beside plan: use one of them"));
    assertThat(problems(Map.of("plan", SMALL, "streams.where", "x", "streams.until", "now")))
        .containsExactly(
            problem("streams.until", "is given beside plan"),
            problem("streams.where", "is given beside plan"));
    assertThat(problems(Map.of()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.key()).isEqualTo("plan"));
  }

  @Test
  void everyProblemIsAtItsKey() {
    Map<String, String> settings =
        Map.of(
            "streams.source.topics", "a",
            "streams.window.type", "tumbling",
            "streams.aggregate", "count, sum(a + b), avrg(x)",
            "streams.until", "never");
    assertThat(problems(settings))
        .extracting(PlanKeys.KeyProblem::key)
        .containsExactlyInAnyOrder(
            "streams.window.size.ms",
            "streams.aggregate",
            "streams.aggregate",
            "streams.until",
            "streams.sink.topic");
    assertThat(problems(settings))
        .extracting(PlanKeys.KeyProblem::message)
        .anySatisfy(message -> assertThat(message).startsWith("aggregate[2].op").contains("'avg'"));
    assertThat(problems(Map.of("plan", "{\"source\": {\"topic\": 7}}")))
        .extracting(PlanKeys.KeyProblem::message)
        .containsExactly("source.topic must be a text, but is a number", "sink is missing");
  }

  @Test
  void aggregatesThatCannotBeReadAreNamed() {
    for (String text : List.of("avg(x", "sum(x, 3)", "percentile(x, many)", "avg(x) y z)")) {
      Map<String, String> settings = new HashMap<>(minimal());
      settings.put("streams.aggregate", text);
      assertThatThrownBy(() -> parse(settings))
          .as(text)
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining("streams.aggregate");
    }
  }

  private List<PlanKeys.KeyProblem> problems(Map<String, String> settings) {
    return PlanKeys.problems(config(settings), ExpressionChecker.none());
  }

  private static PlanKeys.KeyProblem problem(String key, String message) {
    return new PlanKeys.KeyProblem(key, message);
  }

  private AbstractConfig config(Map<String, String> settings) {
    return new AbstractConfig(configDef(), settings, false);
  }
}
