package io.acequia.object.store.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.testkit.ConfigContract;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;

class ObjectStoreSourceConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return ObjectStoreSourceConfig.configDef();
  }

  @Override
  protected String prefix() {
    return "objects.";
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("objects.url", "s3://flights/in", "objects.topic", "flights");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    ObjectStoreSourceConfig config = new ObjectStoreSourceConfig(settings);
    return List.of(
        config.store(),
        config.reading(),
        config.filter(),
        config.pace(),
        config.afterRead(),
        config.changed(),
        config.isNotified(),
        config.notificationVisibility(),
        config.retry());
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.ofEntries(
        Map.entry("objects.url", "ftp://flights"),
        Map.entry("objects.endpoint", "minio:9000"),
        Map.entry("objects.region", " "),
        Map.entry("objects.topic", " "),
        Map.entry("objects.format", "xml"),
        Map.entry("objects.include.pattern", "("),
        Map.entry("objects.broken.records", "maybe"),
        Map.entry("objects.changed", "merge"),
        Map.entry("objects.notification.queue.url", "arn:aws:sqs:us-east-1:123456789012:flights"),
        Map.entry("objects.role.endpoint", "sts"),
        Map.entry("objects.after.read", "burn"),
        Map.entry("objects.after.tag", "read"),
        Map.entry("objects.csv.delimiter", "ab"),
        Map.entry("objects.csv.quote", "''"));
  }

  @Test
  void onlyBucketsOfS3HaveNotifications() {
    assertThat(
            new ObjectStoreSourceConnector()
                .validate(
                    Map.of(
                        "objects.url", "gs://flights/in",
                        "objects.topic", "flights",
                        "objects.notification.queue.url",
                            "https://sqs.eu-west-1.amazonaws.com/1/q"))
                .configValues())
        .filteredOn(value -> !value.errorMessages().isEmpty())
        .extracting(ConfigValue::name)
        .containsExactly("objects.notification.queue.url");
  }

  @Test
  void onlyOneTaskOfAQueueIsExactlyOnce() {
    ObjectStoreSourceConnector connector = new ObjectStoreSourceConnector();
    String queue = "objects.notification.queue.url";
    assertThat(connector.exactlyOnceSupport(Map.of(queue, "https://q/1/q")))
        .isEqualTo(ExactlyOnceSupport.SUPPORTED);
    assertThat(connector.exactlyOnceSupport(Map.of(queue, "https://q/1/q", "tasks.max", "2")))
        .isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
    assertThat(connector.exactlyOnceSupport(Map.of("tasks.max", "2")))
        .isEqualTo(ExactlyOnceSupport.SUPPORTED);
  }

  @Test
  void saysWhatDoesNotGoTogether() {
    List<ConfigValue> values =
        new ObjectStoreSourceConnector()
            .validate(
                Map.of(
                    "objects.url", "s3://flights/in",
                    "objects.topic", "flights",
                    "objects.access.key.id", "AKIA",
                    "objects.tail.enabled", "true",
                    "objects.after.read", "move"))
            .configValues();
    assertThat(values)
        .filteredOn(value -> !value.errorMessages().isEmpty())
        .extracting(ConfigValue::name)
        .containsExactlyInAnyOrder(
            "objects.secret.access.key",
            "objects.after.move.prefix",
            "objects.tail.enabled",
            "objects.after.read");
  }
}
