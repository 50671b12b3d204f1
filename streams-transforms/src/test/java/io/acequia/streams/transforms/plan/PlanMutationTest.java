package io.acequia.streams.transforms.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.statistics.Statistics;

/** Plans that someone broke: nothing but a plan or {@link InvalidPlanException} comes of them. */
class PlanMutationTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode VALUES =
      json(
          "[null, true, 7, -1, 0, 1.5, 1e300, \"\", \"x\", \"x y\", \"1m\", \"none\", \"stream\", \"on_close\","
              + " \"percentile\", \"avro\", \"sum(\", [], [1], [\"x\"], [[\"x\"]], [{}], {}, {\"a\": 1}]");
  private static final JsonNode SAMPLES = samples();
  private static final JsonSchema SCHEMA = schema();

  private final PlanReader reader = new PlanReader(ExpressionChecker.none());

  @Property(tries = 3000)
  void brokenPlanIsReadOrRefused(@ForAll long seed) {
    Random random = new Random(seed);
    JsonNode plan = SAMPLES.get(random.nextInt(SAMPLES.size())).deepCopy();
    for (int i = 0; i <= random.nextInt(3); i++) {
      mutate(plan, random);
    }
    try {
      Plan read = reader.read(plan.toString());
      assertThat(reader.read(PlanWriter.write(read))).isEqualTo(read);
      assertThat(SCHEMA.validate(plan)).as("what the schema says of %s", plan).isEmpty();
      Statistics.collect("read");
    } catch (InvalidPlanException e) {
      assertThat(e.problems()).isNotEmpty();
      Statistics.collect("refused");
    }
    Statistics.coverage(
        coverage -> {
          coverage.check("read").percentage(share -> share > 3);
          coverage.check("refused").percentage(share -> share > 50);
        });
  }

  @Property(tries = 500)
  void brokenTextIsRefused(@ForAll @StringLength(max = 40) String text) {
    String plan = SAMPLES.get(0).toString();
    for (String broken : List.of(text, plan + text + "}", "{" + text + plan.substring(1))) {
      try {
        assertThat(reader.read(broken)).isNotNull();
      } catch (InvalidPlanException e) {
        assertThat(e.problems()).isNotEmpty();
      }
    }
  }

  @Property
  void durationIsReadAsItIsWritten(@ForAll @LongRange(min = 0, max = 3_000_000_000_000L) long ms) {
    Duration duration = Duration.ofMillis(ms);
    assertThat(PlanDuration.parse(PlanDuration.format(duration))).isEqualTo(duration);
    assertThat(PlanDuration.parse(duration.toString())).isEqualTo(duration);
  }

  private static void mutate(JsonNode plan, Random random) {
    JsonNode node = plan;
    while (true) {
      List<JsonNode> inner = new ArrayList<>();
      node.forEach(child -> inner.add(child));
      inner.removeIf(child -> !child.isContainerNode() || child.isEmpty());
      if (inner.isEmpty() || random.nextInt(3) == 0) {
        break;
      }
      node = inner.get(random.nextInt(inner.size()));
    }
    JsonNode value = VALUES.get(random.nextInt(VALUES.size())).deepCopy();
    boolean remove = random.nextInt(3) == 0;
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      JsonNode ignored = remove ? object.remove(name) : object.replace(name, value);
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int index = random.nextInt(array.size());
      JsonNode ignored = remove ? array.remove(index) : array.set(index, value);
    }
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode samples() {
    ArrayNode samples = JSON.createArrayNode();
    try (InputStream good = PlanMutationTest.class.getResourceAsStream("/plans/good.json");
        InputStream bad = PlanMutationTest.class.getResourceAsStream("/plans/bad.json")) {
      JSON.readTree(good).forEach(samples::add);
      JSON.readTree(bad).forEach(sample -> samples.add(sample.path("plan")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return samples;
  }

  private static JsonSchema schema() {
    try {
      String text = Files.readString(Path.of("../docs/streams-plan.schema.json"));
      return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
