package io.acequia.object.store.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.testkit.ConfigContract;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectStoreSinkConfigTest extends ConfigContract {
  @TempDir Path folder;

  @Override
  protected ConfigDef configDef() {
    return ObjectStoreSinkConfig.DEFINITION;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("objects.url", "s3://flights/raw");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new ObjectStoreSinkConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.ofEntries(
        Map.entry("objects.url", "https://flights"),
        Map.entry("objects.endpoint", "minio"),
        Map.entry("objects.role.endpoint", "sts"),
        Map.entry("objects.region", " "),
        Map.entry("objects.path", "a/${nothing}"),
        Map.entry("objects.format", "orc"),
        Map.entry("objects.compression", "bzip2"),
        Map.entry("objects.tombstones", "keep"),
        Map.entry("objects.time.field", "a..b"),
        Map.entry("objects.time.zone", "Mars"),
        Map.entry("objects.delivery", "maybe"),
        Map.entry("objects.index.path", "${topic}"),
        Map.entry("objects.rotate.records", "-1"),
        Map.entry("objects.part.bytes", "1000"));
  }

  @Override
  protected String prefix() {
    return "objects.";
  }

  @Test
  void contradictionsAreReportedAtTheirKeys() {
    assertThat(
            errors(
                Map.of(
                    "objects.delivery", "exactly-once-by-name",
                    "objects.rotate.on.close.enabled", "true",
                    "objects.tombstones", "write",
                    "objects.format", "avro",
                    "objects.compression", "lz4",
                    "objects.access.key.id", "me")))
        .containsOnlyKeys(
            "objects.rotate.interval.ms",
            "objects.rotate.on.close.enabled",
            "objects.tombstones",
            "objects.compression",
            "objects.access.key.id");
  }

  @Test
  void storeIsTriedLast() {
    Map<String, List<String>> errors =
        errors(
            Map.of(
                "objects.endpoint", "http://127.0.0.1:1",
                "objects.access.key.id", "me",
                "objects.secret.access.key", "hunter2"));
    assertThat(errors).containsOnlyKeys("objects.url");
    assertThat(errors.get("objects.url"))
        .singleElement()
        .asString()
        .contains("stage 'connect' failed after")
        .doesNotContain("hunter2");
    assertThat(errors(Map.of("objects.url", folder.toUri().toString()))).isEmpty();
  }

  private static Map<String, List<String>> errors(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of("objects.url", "s3://flights/raw"));
    settings.putAll(more);
    return new ObjectStoreSinkConnector()
        .validate(settings).configValues().stream()
            .filter(value -> !value.errorMessages().isEmpty())
            .collect(Collectors.toMap(ConfigValue::name, ConfigValue::errorMessages));
  }
}
