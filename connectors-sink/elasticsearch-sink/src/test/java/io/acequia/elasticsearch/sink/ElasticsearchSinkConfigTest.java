package io.acequia.elasticsearch.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.elasticsearch.sink.client.Credentials;
import io.acequia.testkit.ConfigContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;

class ElasticsearchSinkConfigTest extends ConfigContract {
  @Override
  protected ConfigDef configDef() {
    return ElasticsearchSinkConfig.DEFINITION;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("elasticsearch.urls", "https://es.example:9200");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new ElasticsearchSinkConfig(settings);
  }

  @Override
  protected String prefix() {
    return "elasticsearch.";
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.ofEntries(
        Map.entry("elasticsearch.urls", "es.example:9200"),
        Map.entry("elasticsearch.user", " "),
        Map.entry("elasticsearch.aws.region", " "),
        Map.entry("elasticsearch.aws.service", "s3"),
        Map.entry("elasticsearch.aws.access.key.id", " "),
        Map.entry("elasticsearch.tls.ca.file", " "),
        Map.entry("elasticsearch.tls.truststore.file", " "),
        Map.entry("elasticsearch.tls.keystore.file", " "),
        Map.entry("elasticsearch.index", "${day}"),
        Map.entry("elasticsearch.target", "table"),
        Map.entry("elasticsearch.index.settings", "[1]"),
        Map.entry("elasticsearch.index.mappings", "{\"properties\":"),
        Map.entry("elasticsearch.write.mode", "replace"),
        Map.entry("elasticsearch.id.mode", "uuid"),
        Map.entry("elasticsearch.id.fields", "a[0]"),
        Map.entry("elasticsearch.version.mode", "time"),
        Map.entry("elasticsearch.routing", "${timestamp:}"),
        Map.entry("elasticsearch.pipeline", " "),
        Map.entry("elasticsearch.timestamp.field", "a.*"));
  }

  @Test
  void defaultsAreRepeatableAndForEver() {
    ElasticsearchSinkConfig config = new ElasticsearchSinkConfig(minimal());
    assertThat(config.documents().versioned()).isTrue();
    assertThat(config.documents().stamped()).isFalse();
    assertThat(config.pipeline().retries().isExhausted(Duration.ofDays(365))).isFalse();
    assertThat(config.pipeline().inFlight()).isEqualTo(2);
    assertThat(config.pipeline().sniffInterval()).isNull();
    assertThat(config.cluster().credentials()).isInstanceOf(Credentials.None.class);
  }

  @Test
  void offsetsAreVersionsOnlyWhereOneIdHasOnePartition() {
    assertThat(versioned("elasticsearch.id.mode", "record-key")).isTrue();
    assertThat(versioned("elasticsearch.id.mode", "record-value")).isFalse();
    assertThat(versioned("elasticsearch.id.mode", "none")).isFalse();
    assertThat(versioned("elasticsearch.write.mode", "upsert")).isFalse();
    assertThat(versioned("elasticsearch.version.mode", "none")).isFalse();
  }

  private boolean versioned(String key, String value) {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("elasticsearch.id.fields", "id");
    settings.put(key, value);
    return new ElasticsearchSinkConfig(settings).documents().versioned();
  }

  @Test
  void indexNameThatNoClusterTakesIsRefused() {
    for (String name : List.of("a b", "_hidden", "-x", "a/b", "..", "a*", "x".repeat(256))) {
      assertThat(errors("elasticsearch.index", name).get("elasticsearch.index"))
          .as(name)
          .isNotEmpty();
    }
    assertThat(errors("elasticsearch.index", "Flights-${timestamp:yyyy.MM.dd}"))
        .containsEntry("elasticsearch.index", List.of());
    assertThat(errors("elasticsearch.index", "f-${timestamp:bbb}").get("elasticsearch.index"))
        .singleElement()
        .asString()
        .contains("bbb");
  }

  @Test
  void passwordInAnAddressIsRefusedWithoutRepeatingIt() {
    assertThat(errors("elasticsearch.urls", "https://me:s3cret@es:9200").get("elasticsearch.urls"))
        .singleElement()
        .asString()
        .contains("elasticsearch.password")
        .doesNotContain("s3cret");
    assertThat(errors("elasticsearch.urls", "https://me:s3 cret@es:9200").get("elasticsearch.urls"))
        .singleElement()
        .asString()
        .doesNotContain("s3 cret");
  }

  @Test
  void contradictionsAreReportedAllAtOnce() {
    Map<String, String> settings = new HashMap<>(minimal());
    settings.put("elasticsearch.target", "data-stream");
    settings.put("elasticsearch.id.mode", "record-value");
    settings.put("elasticsearch.delete.enabled", "true");
    settings.put("elasticsearch.user", "writer");
    settings.put("elasticsearch.aws.region", "eu-central-1");
    settings.put("elasticsearch.validate.connection.enabled", "false");
    Map<String, List<String>> errors = validate(settings);
    assertThat(errors.get("elasticsearch.write.mode")).isNotEmpty();
    assertThat(errors.get("elasticsearch.id.fields")).isNotEmpty();
    assertThat(errors.get("elasticsearch.delete.enabled")).isNotEmpty();
    assertThat(errors.get("elasticsearch.user")).isNotEmpty();
    assertThat(errors.get("elasticsearch.password")).isNotEmpty();
    assertThat(errors.get("elasticsearch.aws.access.key.id")).isNotEmpty();
  }

  @Test
  void unreachableClusterIsToldWithItsStage() {
    assertThat(errors("elasticsearch.urls", "http://127.0.0.1:1").get("elasticsearch.urls"))
        .singleElement()
        .asString()
        .contains("stage 'connect' failed after");
  }

  @Test
  void negativeOffsetIsRefusedAndOthersAreLeftToConnect() {
    ElasticsearchSinkConnector connector = new ElasticsearchSinkConnector();
    var partition = new org.apache.kafka.common.TopicPartition("flights", 0);
    Map<org.apache.kafka.common.TopicPartition, Long> forgotten = new HashMap<>();
    forgotten.put(partition, null);
    assertThat(connector.alterOffsets(minimal(), Map.of(partition, 7L))).isTrue();
    assertThat(connector.alterOffsets(minimal(), forgotten)).isTrue();
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> connector.alterOffsets(minimal(), Map.of(partition, -1L)))
        .hasMessageContaining("flights-0");
  }

  private static Map<String, List<String>> errors(String key, String value) {
    Map<String, String> settings = new HashMap<>();
    settings.put("elasticsearch.urls", "http://127.0.0.1:1");
    settings.put(key, value);
    return validate(settings);
  }

  private static Map<String, List<String>> validate(Map<String, String> settings) {
    Map<String, List<String>> errors = new HashMap<>();
    for (ConfigValue value : new ElasticsearchSinkConnector().validate(settings).configValues()) {
      errors.put(value.name(), value.errorMessages());
    }
    return errors;
  }
}
