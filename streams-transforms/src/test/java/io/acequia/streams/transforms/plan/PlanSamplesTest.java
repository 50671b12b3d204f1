package io.acequia.streams.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The samples in {@code plans/} and the examples of {@code docs/streams/plan.md}: the reader and
 * the schema agree on what is right and what is wrong.
 */
class PlanSamplesTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PAGE = Path.of("../docs/streams/plan.md");
  private static final JsonSchema SCHEMA = schema();

  private final PlanReader reader = new PlanReader(ExpressionChecker.none());

  @TestFactory
  Stream<DynamicTest> rightPlansAreRightInBoth() throws IOException {
    return right().stream().map(plan -> DynamicTest.dynamicTest(plan.toString(), () -> pass(plan)));
  }

  private void pass(JsonNode json) throws IOException {
    assertThat(SCHEMA.validate(json)).isEmpty();
    Plan plan = reader.read(json.toString());
    String canonical = PlanWriter.write(plan);
    assertThat(reader.read(canonical)).isEqualTo(plan);
    assertThat(PlanWriter.write(reader.read(canonical))).isEqualTo(canonical);
    assertThat(SCHEMA.validate(JSON.readTree(canonical))).isEmpty();
    assertThat(PlanChange.between(plan, plan).reasons()).isEmpty();
  }

  @TestFactory
  Stream<DynamicTest> wrongPlansAreWrongInBoth() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode sample : samples("bad.json")) {
      tests.add(DynamicTest.dynamicTest(sample.path("problems").toString(), () -> fail(sample)));
    }
    return tests.stream();
  }

  private void fail(JsonNode sample) {
    String plan = sample.path("plan").toString();
    InvalidPlanException failure =
        catchThrowableOfType(InvalidPlanException.class, () -> reader.read(plan));
    assertThat(failure).as(plan).isNotNull();
    Map<String, String> found = new HashMap<>();
    failure
        .problems()
        .forEach(problem -> found.merge(problem.pointer(), problem.message(), this::both));
    JsonNode expected = sample.path("problems");
    List<String> pointers = new ArrayList<>();
    expected.fieldNames().forEachRemaining(pointers::add);
    assertThat(found.keySet()).as(found.toString()).containsExactlyInAnyOrderElementsOf(pointers);
    pointers.forEach(p -> assertThat(found.get(p)).contains(expected.path(p).textValue()));
    boolean schemaFinds = sample.path("schema").asBoolean(true);
    assertThat(SCHEMA.validate(sample.path("plan")).isEmpty())
        .as("whether the schema takes %s", plan)
        .isEqualTo(!schemaFinds);
  }

  private String both(String one, String other) {
    return one + "; " + other;
  }

  @Test
  void plainKeysOfThePageMakeAPlan() throws IOException {
    List<String> blocks = blocks("configuration");
    assertThat(blocks).hasSize(1);
    Map<String, String> settings = new HashMap<>();
    JSON.readTree(blocks.get(0))
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), entry.getValue().textValue()));
    ConfigDef def = new ConfigDef();
    PlanKeys.addTo(def);
    Plan plan = PlanKeys.plan(new AbstractConfig(def, settings, false), ExpressionChecker.none());
    assertThat(plan.aggregates()).hasSize(4);
  }

  private static List<JsonNode> right() throws IOException {
    List<JsonNode> plans = new ArrayList<>();
    samples("good.json").forEach(plans::add);
    List<String> examples = blocks("plan");
    assertThat(examples).hasSizeGreaterThan(8);
    for (String example : examples) {
      plans.add(JSON.readTree(example));
    }
    return plans;
  }

  private static List<String> blocks(String kind) throws IOException {
    return Pattern.compile("```json " + kind + "\n(.*?)```", Pattern.DOTALL)
        .matcher(Files.readString(PAGE))
        .results()
        .map((MatchResult block) -> block.group(1))
        .toList();
  }

  private static JsonNode samples(String name) throws IOException {
    try (InputStream stream = PlanSamplesTest.class.getResourceAsStream("/plans/" + name)) {
      return JSON.readTree(stream);
    }
  }

  private static JsonSchema schema() {
    try {
      String text = Files.readString(Path.of("../docs/streams-plan.schema.json"));
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
