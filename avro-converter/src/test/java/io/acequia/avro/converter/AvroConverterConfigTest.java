package io.acequia.avro.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class AvroConverterConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return AvroConverterConfig.configDef();
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("schema.registry.url", "http://127.0.0.1:8081");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new AvroConverterConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    Map<String, String> bad = new HashMap<>();
    bad.put("schema.registry.url", "registry:8081");
    bad.put("basic.auth.credentials.source", "SASL_INHERIT");
    bad.put("bearer.auth.credentials.source", "OAUTHBEARER");
    bad.put("bearer.auth.logical.cluster", " ");
    bad.put("bearer.auth.identity.pool.id", " ");
    bad.put("key.subject.name.strategy", "com.example.MyStrategy");
    bad.put("value.subject.name.strategy", "com.example.MyStrategy");
    for (String store : new String[] {"truststore", "keystore"}) {
      bad.put("schema.registry.ssl." + store + ".location", " ");
      bad.put("schema.registry.ssl." + store + ".type", "PEM");
    }
    return bad;
  }

  /** Confluent's. */
  @Override
  protected Set<String> conventionExceptions() {
    return Set.of(
        "auto.register.schemas",
        "use.latest.version",
        "normalize.schemas",
        "enhanced.avro.schema.support",
        "connect.meta.data",
        "ignore.default.for.nullables",
        "basic.auth.credentials.source",
        "bearer.auth.credentials.source");
  }

  @Test
  void takesTheLoginOfTheUrlOutOfIt() {
    AvroConverterConfig config =
        new AvroConverterConfig(
            Map.of("schema.registry.url", "https://me:secret@one/path/,https://two"));
    assertThat(config.registry().urls())
        .map(Object::toString)
        .containsExactly("https://one/path", "https://two");
    assertThat(config.registry().headers()).containsEntry("Authorization", "Basic bWU6c2VjcmV0");
    assertThat(config.registry().toString()).doesNotContain("secret");
  }

  @Test
  void sendsTheTokenAndWhatItIsFor() {
    AvroConverterConfig config =
        new AvroConverterConfig(
            Map.of(
                "schema.registry.url", "https://one",
                "bearer.auth.credentials.source", "STATIC_TOKEN",
                "bearer.auth.token", "t0ken",
                "bearer.auth.logical.cluster", "lsrc-1"));
    assertThat(config.registry().headers())
        .containsEntry("Authorization", "Bearer t0ken")
        .containsEntry("target-sr-cluster", "lsrc-1");
  }

  @Test
  void saysWhichLoginIsMissing() {
    assertThatThrownBy(
            () ->
                new AvroConverterConfig(
                    Map.of(
                        "schema.registry.url", "http://one",
                        "basic.auth.credentials.source", "USER_INFO")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("basic.auth.user.info is missing");
  }

  @Test
  void doesNotShowAWrongUrlWithItsPassword() {
    assertThatThrownBy(
            () -> new AvroConverterConfig(Map.of("schema.registry.url", "http://me:hunter2@a b")))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("schema.registry.url")
        .hasMessageNotContaining("hunter2");
  }
}
