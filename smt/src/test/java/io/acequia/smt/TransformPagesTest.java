package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.smt.preview.PluginFactory;
import io.acequia.smt.preview.PreviewStep;
import io.acequia.smt.preview.TransformPreview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Runs every example of the pages in {@code docs/transforms}: three fenced blocks, {@code json
 * configuration}, {@code json before} and {@code json after}. {@code "..."} stands for any value,
 * and a block {@code dropped} for no record.
 */
class TransformPagesTest {

  private static final Path PAGES = Path.of("../docs/transforms");
  private static final Pattern BLOCK =
      Pattern.compile("```json (configuration|before|after)\n(.*?)```", Pattern.DOTALL);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Example(String configuration, String before, String after) {}

  @TestFactory
  Stream<DynamicTest> everyExampleIsTrue() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path page : pages()) {
      List<Example> examples = examples(page);
      for (int i = 0; i < examples.size(); i++) {
        Example example = examples.get(i);
        tests.add(
            DynamicTest.dynamicTest(
                page.getFileName() + ", example " + (i + 1), () -> check(example)));
      }
    }
    return tests.stream();
  }

  @Test
  void everyTransformHasAPageWithExamples() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path page : pages()) {
      assertThat(examples(page)).as("examples of %s", page).isNotEmpty();
      all.append(Files.readString(page));
    }
    for (String plugin : plugins()) {
      String transform = plugin.replaceAll("\\$.*", "");
      assertThat(all).as("a page with %s", transform).contains(transform);
    }
  }

  private static List<String> plugins() throws IOException {
    List<String> plugins = new ArrayList<>();
    Path services = Path.of("src/main/resources/META-INF/services");
    for (String kind : List.of("Transformation", "predicates.Predicate")) {
      Path file = services.resolve("org.apache.kafka.connect.transforms." + kind);
      if (Files.exists(file)) {
        plugins.addAll(Files.readAllLines(file));
      }
    }
    return plugins;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> files = Files.list(PAGES)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.endsWith("README.md"))
          .sorted()
          .toList();
    }
  }

  private static List<Example> examples(Path page) throws IOException {
    List<MatchResult> blocks = BLOCK.matcher(Files.readString(page)).results().toList();
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i += 3) {
      assertThat(blocks.subList(i, Math.min(i + 3, blocks.size())))
          .as("blocks of example %d of %s", i / 3 + 1, page)
          .extracting(block -> block.group(1))
          .containsExactly("configuration", "before", "after");
      examples.add(
          new Example(
              blocks.get(i).group(2), blocks.get(i + 1).group(2), blocks.get(i + 2).group(2)));
    }
    return examples;
  }

  private static void check(Example example) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>();
    JSON.readTree(example.configuration)
        .properties()
        .forEach(entry -> settings.put(entry.getKey(), inRoot(entry.getValue().asText())));
    boolean ofKey = settings.values().stream().anyMatch(value -> value.endsWith("$Key"));
    try (JsonConverter converter = converter();
        TransformPreview<SinkRecord> preview =
            new TransformPreview<>(
                settings, PluginFactory.of(TransformPagesTest.class.getClassLoader()))) {
      Object before = converter.toConnectData("flights", utf8(example.before)).value();
      List<PreviewStep<SinkRecord>> steps = preview.run(record(ofKey, before));
      PreviewStep<SinkRecord> last = steps.get(steps.size() - 1);
      assertThat(last.error()).isNull();
      if (example.after.strip().equals("dropped")) {
        assertThat(last.record()).isNull();
        return;
      }
      assertThat(last.record()).as("the record after step %s", last.name()).isNotNull();
      Object after = ofKey ? last.record().key() : last.record().value();
      Schema schema = ofKey ? last.record().keySchema() : last.record().valueSchema();
      JsonNode shown = JSON.readTree(converter.fromConnectData("flights", schema, after));
      JsonNode expected = JSON.readTree(example.after);
      assertThat(same(expected, shown)).as("expected %s, but was %s", expected, shown).isTrue();
    }
  }

  /** Pages name files of the project as seen from its root. */
  private static String inRoot(String value) {
    return value.startsWith("compose/") ? "../" + value : value;
  }

  private static JsonConverter converter() {
    JsonConverter converter = new JsonConverter();
    converter.configure(Map.of("schemas.enable", "false"), false);
    return converter;
  }

  private static SinkRecord record(boolean ofKey, Object payload) {
    return ofKey
        ? new SinkRecord("flights", 0, null, payload, null, null, 42)
        : new SinkRecord("flights", 0, null, null, null, payload, 42);
  }

  private static boolean same(JsonNode expected, JsonNode actual) {
    if (expected.isTextual() && expected.textValue().equals("...")) {
      return true;
    }
    if (expected.isObject() && actual.isObject()) {
      List<String> names = new ArrayList<>();
      expected.fieldNames().forEachRemaining(names::add);
      List<String> others = new ArrayList<>();
      actual.fieldNames().forEachRemaining(others::add);
      return names.size() == others.size()
          && others.containsAll(names)
          && names.stream().allMatch(name -> same(expected.get(name), actual.get(name)));
    }
    if (expected.isArray() && actual.isArray() && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        if (!same(expected.get(i), actual.get(i))) {
          return false;
        }
      }
      return true;
    }
    return expected.isNumber() && actual.isNumber()
        ? expected.decimalValue().compareTo(actual.decimalValue()) == 0
        : expected.equals(actual);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
