package io.acequia.smt.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.smt.preview.PreviewStep.Outcome;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class TransformPreviewTest {

  private static final String MASK = "io.acequia.smt.Mask$Value";

  private static TransformPreview<SinkRecord> chain(Map<String, String> settings) {
    return new TransformPreview<>(
        settings, PluginFactory.of(TransformPreviewTest.class.getClassLoader()));
  }

  private static SinkRecord record(Object value) {
    return new SinkRecord("flights", 0, null, null, null, value, 42);
  }

  @Test
  void showsTheRecordAfterEachStep() {
    Map<String, String> settings =
        Map.of(
            "connector.class", "ignored",
            "transforms", "first, second",
            "transforms.first.type", MASK,
            "transforms.first.fields", "a",
            "transforms.second.type", MASK,
            "transforms.second.fields", "b");
    try (TransformPreview<SinkRecord> preview = chain(settings)) {
      List<PreviewStep<SinkRecord>> steps = preview.run(record(Map.of("a", "x", "b", "y")));
      assertThat(steps).extracting(PreviewStep::name).containsExactly("first", "second");
      assertThat(steps).extracting(PreviewStep::outcome).containsOnly(Outcome.APPLIED);
      assertThat(steps.get(0).record().value()).isEqualTo(Map.of("a", "****", "b", "y"));
      assertThat(steps.get(1).record().value()).isEqualTo(Map.of("a", "****", "b", "****"));
      assertThat(steps).allMatch(step -> !step.took().isNegative() && step.error() == null);
    }
  }

  @Test
  void endsWithTheStepThatRefusesTheRecord() {
    Map<String, String> settings =
        Map.of(
            "transforms", "first,second",
            "transforms.first.type", MASK,
            "transforms.first.fields", "a",
            "transforms.second.type", MASK,
            "transforms.second.fields", "b");
    try (TransformPreview<SinkRecord> preview = chain(settings)) {
      List<PreviewStep<SinkRecord>> steps = preview.run(record("neither struct nor map"));
      assertThat(steps).hasSize(1);
      assertThat(steps.get(0).outcome()).isEqualTo(Outcome.FAILED);
      assertThat(steps.get(0).record()).isNull();
      assertThat(steps.get(0).error()).isInstanceOf(DataException.class);
    }
  }

  @Test
  void asksPredicatesAsAWorkerDoes() {
    Map<String, String> settings =
        Map.ofEntries(
            Map.entry("transforms", "on,off,drop"),
            Map.entry("transforms.on.type", MASK),
            Map.entry("transforms.on.fields", "a"),
            Map.entry("transforms.on.predicate", "flights"),
            Map.entry("transforms.off.type", MASK),
            Map.entry("transforms.off.fields", "b"),
            Map.entry("transforms.off.predicate", "flights"),
            Map.entry("transforms.off.negate", "true"),
            Map.entry("transforms.drop.type", "org.apache.kafka.connect.transforms.Filter"),
            Map.entry("predicates", "flights"),
            Map.entry(
                "predicates.flights.type",
                "org.apache.kafka.connect.transforms.predicates.TopicNameMatches"),
            Map.entry("predicates.flights.pattern", "fl.*"));
    try (TransformPreview<SinkRecord> preview = chain(settings)) {
      List<PreviewStep<SinkRecord>> steps = preview.run(record(Map.of("a", "x", "b", "y")));
      assertThat(steps)
          .extracting(PreviewStep::outcome)
          .containsExactly(Outcome.APPLIED, Outcome.SKIPPED, Outcome.DROPPED);
      assertThat(steps.get(1).record().value()).isEqualTo(Map.of("a", "****", "b", "y"));
    }
  }

  @Test
  void tellsEveryProblemWithItsKey() {
    Map<String, String> settings =
        Map.of(
            "transforms", "a,b,c,d,e",
            "transforms.a.type", MASK,
            "transforms.a.mode", "loud",
            "transforms.b.type", "no.such.Transform",
            "transforms.d.type", "java.lang.StringBuilder",
            "transforms.e.type", MASK,
            "transforms.e.fields", "x",
            "transforms.e.predicate", "nobody");
    assertThatThrownBy(() -> chain(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("transforms.a.fields")
        .hasMessageContaining("transforms.a.mode")
        .hasMessageContaining("transforms.b.type")
        .hasMessageContaining("transforms.c.type: is missing")
        .hasMessageContaining("transforms.d.type")
        .hasMessageContaining("transforms.e.predicate");
  }
}
