package io.acequia.streams.transforms;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.streams.transforms.handwritten.HandWrittenCompiler;
import io.acequia.streams.transforms.host.ApplicationSettings;
import io.acequia.streams.transforms.plan.ExpressionChecker;
import io.acequia.streams.transforms.plan.PlanKeys;
import io.acequia.testkit.ConfigContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;

class StreamsConfigTest extends ConfigContract {

  private static final String PLAN =
      "{\"source\":{\"topic\":\"flights\"},\"sink\":{\"topic\":\"out\"}}";

  @Override
  protected ConfigDef configDef() {
    return StreamsConfig.configDef();
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("streams.bootstrap.servers", "broker:9092", "plan", PLAN);
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new StreamsConfig(settings);
  }

  @Override
  protected String prefix() {
    return "";
  }

  @Override
  protected Set<String> conventionExceptions() {
    return Set.of(StreamsConfig.JAAS);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.ofEntries(
        Map.entry("streams.application.id", " "),
        Map.entry("streams.application.server", " "),
        Map.entry("streams.group.protocol", "consumer"),
        Map.entry("streams.state.dir", " "),
        Map.entry("streams.source.format", "xml"),
        Map.entry("streams.window.type", "round"),
        Map.entry("streams.window.emit", "never"),
        Map.entry("streams.sink.format", "xml"),
        Map.entry("streams.delivery", "perhaps"),
        Map.entry("streams.registry.ssl.truststore.location", " "),
        Map.entry("streams.registry.ssl.keystore.location", " "));
  }

  @Test
  void applicationIsNamedByItsKeyThenByThePlanThenByTheConnector() {
    assertThat(application(Map.of("name", "delays")).applicationId()).isEqualTo("acequia-delays");
    String named = PLAN.replace("{\"source\"", "{\"name\":\"by-origin\",\"source\"");
    assertThat(application(Map.of("plan", named)).applicationId()).isEqualTo("by-origin");
    assertThat(application(Map.of("plan", named, "streams.application.id", "mine")).applicationId())
        .isEqualTo("mine");
  }

  @Test
  void settingsOfKafkaPassThroughAndSecretsStayHidden() {
    ApplicationSettings application =
        application(
            Map.of(
                "streams.config.cache.max.bytes.buffering", "0",
                "streams.sasl.jaas.config", "hunter2"));
    assertThat(application.kafka())
        .containsEntry("cache.max.bytes.buffering", "0")
        .containsEntry("sasl.jaas.config", new Password("hunter2"));
    assertThat(application.toString()).doesNotContain("hunter2");
  }

  @Test
  void whatThePlanDecidesIsRefusedInSettingsOfKafka() {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("streams.config.consumer.isolation.level", "read_uncommitted");
    settings.put("streams.validate.broker.enabled", "false");
    assertThat(validate(settings).get("streams.application.id"))
        .singleElement()
        .asString()
        .contains("streams.config.consumer.isolation.level");
  }

  @Test
  void connectorsNameThatIsNoTopicsNameNeedsAnId() {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("name", "delays by airport");
    settings.put("streams.validate.broker.enabled", "false");
    assertThat(validate(settings).get("streams.application.id")).isNotEmpty();
    settings.put("streams.application.id", "delays");
    assertThat(validate(settings).get("streams.application.id")).isEmpty();
  }

  @Test
  void planIsCheckedWithoutBrokers() {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("plan", PLAN.replace("sink", "sinc"));
    assertThat(validate(settings).get(PlanKeys.PLAN)).isNotEmpty();
  }

  @Test
  void tasksGetThePlanWhole() {
    StreamsConnector connector = new StreamsConnector(HandWrittenCompiler::new);
    connector.start(minimal());
    Map<String, String> task = connector.taskConfigs(3).get(2);
    assertThat(connector.taskConfigs(3)).hasSize(3);
    assertThat(new StreamsConfig(task).plan(ExpressionChecker.none()))
        .isEqualTo(new StreamsConfig(minimal()).plan(ExpressionChecker.none()));
  }

  private ApplicationSettings application(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.putAll(changes);
    StreamsConfig config = new StreamsConfig(settings);
    return config.application(config.plan(ExpressionChecker.none()));
  }

  private static Map<String, List<String>> validate(Map<String, String> settings) {
    Map<String, List<String>> errors = new HashMap<>();
    for (ConfigValue value :
        new StreamsConnector(HandWrittenCompiler::new).validate(settings).configValues()) {
      errors.put(value.name(), value.errorMessages());
    }
    return errors;
  }
}
