package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;

class HashConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return HashConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of();
  }

  /** A secret needs an algorithm that uses it. */
  @Override
  protected Object parse(Map<String, String> settings) {
    Map<String, String> keyed = new HashMap<>(settings);
    if (settings.containsKey("secret")) {
      keyed.putIfAbsent("algorithm", "hmac-sha256");
    }
    return new HashConfig(keyed);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of("fields", "data..email", "algorithm", "sha1", "encoding", "base32");
  }

  @Test
  void hmacNeedsASecret() {
    refuses(Map.of("algorithm", "hmac-sha256"), "secret", "is needed by hmac-sha256");
  }

  @Test
  void secretNeedsHmac() {
    refuses(Map.of("secret", "pepper"), "secret", "is not used by sha256");
  }

  @Test
  void secretsAreNotEmpty() {
    refuses(Map.of("algorithm", "hmac-sha256", "secret", ""), "secret", "must not be empty");
    refuses(Map.of("salt", ""), "salt", "must not be empty");
  }

  private static void refuses(Map<String, String> settings, String key, String reason) {
    assertThatThrownBy(() -> new HashConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(key)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("pepper");
  }
}
