package io.acequia.jdbc.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.jdbc.sink.mapping.PkMode;
import io.acequia.testkit.ConfigContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class PostgresSinkConfigTest extends ConfigContract {
  @Override
  protected ConfigDef configDef() {
    return PostgresSinkConfig.DEFINITION;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of(
        "postgres.url", "jdbc:postgresql://db.example:5432/app", "postgres.user", "writer");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new PostgresSinkConfig(settings);
  }

  @Override
  protected String prefix() {
    return "postgres.";
  }

  /** Names that users of other JDBC sinks know. */
  @Override
  protected Set<String> conventionExceptions() {
    return Set.of("postgres.auto.create", "postgres.auto.evolve", "postgres.validate.connection");
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.ofEntries(
        Map.entry("postgres.url", "jdbc:mysql://db.example/app"),
        Map.entry("postgres.user", " "),
        Map.entry("postgres.table", "a.b.c"),
        Map.entry("postgres.columns", "data.*.id"),
        Map.entry("postgres.column.types", "price:numeric; DROP TABLE x"),
        Map.entry("postgres.nested", "xml"),
        Map.entry("postgres.unknown.fields", "perhaps"),
        Map.entry("postgres.insert.mode", "replace"),
        Map.entry("postgres.pk.mode", "record-key"),
        Map.entry("postgres.delivery", "at-most-once"),
        Map.entry("postgres.offsets.table", "offsets_${topic}"));
  }

  @Test
  void defaultsAreAppendOnlyAtLeastOnceAndForEver() {
    PostgresSinkConfig config = new PostgresSinkConfig(minimal());
    assertThat(config.isUpsert()).isFalse();
    assertThat(config.isExactlyOnce()).isFalse();
    assertThat(config.pkMode()).isEqualTo(PkMode.NONE);
    assertThat(config.pipeline("app").retries().isExhausted(Duration.ofDays(365))).isFalse();
    assertThat(config.pipeline("app").batches().records()).isEqualTo(20_000);
    assertThat(config.pipeline("app").writing().tables().create()).isFalse();
  }

  @Test
  void passwordInTheUrlIsRefusedWithoutRepeatingIt() {
    for (String url :
        List.of(
            "jdbc:postgresql://h/db?password=s3cret",
            "jdbc:postgresql://h/db?ssl=true&PASSWORD=s3cret",
            "jdbc:postgresql://me:s3cret@h/db")) {
      assertThat(errors("postgres.url", url))
          .singleElement()
          .asString()
          .contains("postgres.password")
          .doesNotContain("s3cret");
    }
  }

  @Test
  void contradictionsAreReportedAllAtOnce() {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("postgres.insert.mode", "upsert");
    settings.put("postgres.delete.enabled", "true");
    settings.put("postgres.columns", "a as x, b as x");
    settings.put("postgres.validate.connection", "false");
    Map<String, List<String>> errors = validate(settings);
    assertThat(errors.get("postgres.pk.mode")).isNotEmpty();
    assertThat(errors.get("postgres.delete.enabled")).isNotEmpty();
    assertThat(errors.get("postgres.columns")).singleElement().asString().contains("'x'");
  }

  @Test
  void keyFromTheRecordNeedsNames() {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("postgres.pk.mode", "record_key");
    settings.put("postgres.validate.connection", "false");
    assertThat(validate(settings).get("postgres.pk.fields")).isNotEmpty();
    settings.put("postgres.pk.fields", "id");
    assertThat(validate(settings).get("postgres.pk.fields")).isEmpty();
  }

  @Test
  void unreachableServerIsToldWithItsStage() {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("postgres.url", "jdbc:postgresql://127.0.0.1:1/app");
    assertThat(validate(settings).get("postgres.url"))
        .singleElement()
        .asString()
        .contains("stage 'connect' failed after");
  }

  private static List<String> errors(String key, String value) {
    Map<String, String> settings = new HashMap<>();
    settings.put("postgres.user", "writer");
    settings.put(key, value);
    return validate(settings).get(key);
  }

  private static Map<String, List<String>> validate(Map<String, String> settings) {
    Map<String, List<String>> errors = new HashMap<>();
    for (ConfigValue value : new PostgresSinkConnector().validate(settings).configValues()) {
      errors.put(value.name(), value.errorMessages());
    }
    return errors;
  }
}
