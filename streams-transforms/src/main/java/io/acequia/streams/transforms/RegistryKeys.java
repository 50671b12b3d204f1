package io.acequia.streams.transforms;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.streams.transforms.registry.RegistryAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/** The keys that say how the schema registries of a plan are reached. */
final class RegistryKeys {

  private static final String PREFIX = "streams." + RegistryAccess.PREFIX;
  private static final List<String> KEYS =
      List.of(
          RegistryAccess.BASIC,
          RegistryAccess.BEARER,
          RegistryAccess.TRUST_STORE,
          RegistryAccess.TRUST_PASSWORD,
          RegistryAccess.KEY_STORE,
          RegistryAccess.KEY_PASSWORD,
          RegistryAccess.RETRY_TIMEOUT);

  private RegistryKeys() {}

  static void addTo(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Schema registry");
    secret(group, RegistryAccess.BASIC, "The login for schema registries as user:password.");
    secret(group, RegistryAccess.BEARER, "The token for schema registries, instead of a login.");
    file(group, RegistryAccess.TRUST_STORE, "certificates of schema registries to trust");
    secret(group, RegistryAccess.TRUST_PASSWORD, "The password of that file of certificates.");
    file(group, RegistryAccess.KEY_STORE, "certificate that is shown to schema registries");
    secret(group, RegistryAccess.KEY_PASSWORD, "The password of the file with that certificate.");
    group.optional(
        PREFIX + RegistryAccess.RETRY_TIMEOUT,
        Type.LONG,
        RegistryAccess.DEFAULT_RETRY_TIMEOUT_MS,
        Validators.between(0, 86_400_000),
        Importance.LOW,
        Width.SHORT,
        "How long an outage of a schema registry is waited for before the topology fails, in"
            + " milliseconds; no record is taken for bad because of it. More than the consumer's"
            + " max.poll.interval.ms lets the group go on without this member.");
  }

  private static void secret(ConfigGroup group, String key, String doc) {
    group.optional(PREFIX + key, Type.PASSWORD, null, null, Importance.MEDIUM, Width.MEDIUM, doc);
  }

  private static void file(ConfigGroup group, String key, String what) {
    group.optional(
        PREFIX + key,
        Type.STRING,
        null,
        Validators.nonBlank(),
        Importance.LOW,
        Width.LONG,
        "The file with the " + what + "; PKCS12 if its name ends .p12 or .pfx, otherwise JKS.");
  }

  /** What is set, as an application's settings have it. */
  static Map<String, Object> settings(AbstractConfig config) {
    Map<String, Object> settings = new HashMap<>();
    for (String key : KEYS) {
      Object value = config.values().get(PREFIX + key);
      if (value != null) {
        settings.put(RegistryAccess.PREFIX + key, value);
      }
    }
    return settings;
  }
}
