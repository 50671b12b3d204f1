package io.acequia.avro.converter;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.tls.StoreFile;
import io.acequia.schema.registry.client.RegistryOptions;
import io.acequia.schema.registry.client.TlsFiles;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/** The keys that say how the registry is reached, named as Confluent names them. */
final class RegistrySettings {

  static final String URL = "schema.registry.url";
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String BASIC_USER_INFO = "basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String BEARER_TOKEN = "bearer.auth.token";
  static final String BEARER_CLUSTER = "bearer.auth.logical.cluster";
  static final String BEARER_POOL = "bearer.auth.identity.pool.id";
  static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  static final String READ_TIMEOUT = "http.read.timeout.ms";
  static final String TRUST = "schema.registry.ssl.truststore.";
  static final String KEY_STORE = "schema.registry.ssl.keystore.";
  static final String KEY_PASSWORD = "schema.registry.ssl.key.password";

  private RegistrySettings() {}

  static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Registry")
        .required(
            URL,
            Type.LIST,
            urls(),
            Width.LONG,
            "The addresses of the schema registry, with its path if it has one; if one does not"
                + " answer, the next is asked.")
        .optional(
            CONNECT_TIMEOUT,
            Type.INT,
            10_000,
            Validators.between(100, 600_000),
            Importance.LOW,
            Width.SHORT,
            "How long a connection to the registry may take, in milliseconds.")
        .optional(
            READ_TIMEOUT,
            Type.INT,
            30_000,
            Validators.between(100, 600_000),
            Importance.LOW,
            Width.SHORT,
            "How long an answer of the registry may take, in milliseconds.");
    login(def);
    tls(def);
  }

  private static void login(ConfigDef def) {
    ConfigGroup.in(def, "Login")
        .optional(
            BASIC_SOURCE,
            Type.STRING,
            "URL",
            ConfigDef.ValidString.in("URL", "USER_INFO"),
            Importance.MEDIUM,
            Width.SHORT,
            "Where a basic login is taken from: the URL's user and password, or"
                + " basic.auth.user.info.")
        .optional(
            BASIC_USER_INFO,
            Type.PASSWORD,
            null,
            null,
            Importance.MEDIUM,
            Width.MEDIUM,
            "The basic login as user:password, if its source is USER_INFO.")
        .optional(
            BEARER_SOURCE,
            Type.STRING,
            "NONE",
            ConfigDef.ValidString.in("NONE", "STATIC_TOKEN"),
            Importance.MEDIUM,
            Width.SHORT,
            "Where a token is taken from: nowhere, or bearer.auth.token.")
        .optional(
            BEARER_TOKEN,
            Type.PASSWORD,
            null,
            null,
            Importance.MEDIUM,
            Width.MEDIUM,
            "The token, if its source is STATIC_TOKEN.")
        .optional(
            BEARER_CLUSTER,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.LOW,
            Width.MEDIUM,
            "The logical cluster of Confluent Cloud that the token is for.")
        .optional(
            BEARER_POOL,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.LOW,
            Width.MEDIUM,
            "The identity pool of Confluent Cloud that the token is of.");
  }

  private static void tls(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "TLS");
    store(group, TRUST, "certificates that are trusted; without it the JVM's own");
    store(group, KEY_STORE, "certificate by which the registry knows this worker");
    group.optional(
        KEY_PASSWORD,
        Type.PASSWORD,
        null,
        null,
        Importance.LOW,
        Width.MEDIUM,
        "The password of the key in the key store, if it is not the store's.");
  }

  private static void store(ConfigGroup group, String prefix, String what) {
    group
        .optional(
            prefix + "location",
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.LOW,
            Width.LONG,
            "The file with the " + what + ".")
        .optional(
            prefix + "password",
            Type.PASSWORD,
            null,
            null,
            Importance.LOW,
            Width.MEDIUM,
            "The password of the file with the " + what + ".")
        .optional(
            prefix + "type",
            Type.STRING,
            "JKS",
            ConfigDef.ValidString.in("JKS", "PKCS12"),
            Importance.LOW,
            Width.SHORT,
            "The format of the file with the " + what + ".");
  }

  /** Says nothing of the value, which may have a password. */
  private static Validator urls() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof List<?> list) {
            try {
              var unused = RegistryOptions.parse(list.stream().map(String::valueOf).toList());
            } catch (IllegalArgumentException e) {
              throw new ConfigException(key + " is wrong: " + e.getMessage());
            }
          }
        },
        () -> "URLs with http:// or https://");
  }

  /**
   * Reads the keys.
   *
   * @throws ConfigException if they do not fit together
   */
  static RegistryOptions options(AbstractConfig config, int cacheSize) {
    Map<String, String> headers = new LinkedHashMap<>();
    List<String> urls = config.getList(URL);
    if (config.getString(BEARER_SOURCE).equals("STATIC_TOKEN")) {
      headers.put("Authorization", "Bearer " + needed(config, BEARER_TOKEN, BEARER_SOURCE));
      put(headers, "target-sr-cluster", config.getString(BEARER_CLUSTER));
      put(headers, "Confluent-Identity-Pool-Id", config.getString(BEARER_POOL));
    } else if (config.getString(BASIC_SOURCE).equals("USER_INFO")) {
      headers.putAll(RegistryOptions.basic(needed(config, BASIC_USER_INFO, BASIC_SOURCE)));
    } else {
      String login = login(urls);
      headers.putAll(login == null ? Map.of() : RegistryOptions.basic(login));
    }
    return new RegistryOptions(
        RegistryOptions.parse(urls),
        headers,
        tls(config),
        Duration.ofMillis(config.getInt(CONNECT_TIMEOUT)),
        Duration.ofMillis(config.getInt(READ_TIMEOUT)),
        cacheSize);
  }

  private static String needed(AbstractConfig config, String key, String because) {
    Password secret = config.getPassword(key);
    if (secret == null) {
      throw new ConfigException(key + " is missing, and " + because + " asks for it");
    }
    return secret.value();
  }

  private static void put(Map<String, String> headers, String name, @Nullable String value) {
    if (value != null) {
      headers.put(name, value);
    }
  }

  /** The login of the first address that has one. */
  private static @Nullable String login(List<String> urls) {
    for (String url : urls) {
      try {
        String login = new URI(url.strip()).getUserInfo();
        if (login != null) {
          return login;
        }
      } catch (URISyntaxException e) {
        throw new ConfigException(URL + " is wrong: it is not a URL");
      }
    }
    return null;
  }

  private static @Nullable TlsFiles tls(AbstractConfig config) {
    StoreFile trust = store(config, TRUST);
    StoreFile key = store(config, KEY_STORE);
    return trust == null && key == null
        ? null
        : new TlsFiles(trust, key, config.getPassword(KEY_PASSWORD));
  }

  private static @Nullable StoreFile store(AbstractConfig config, String prefix) {
    String file = config.getString(prefix + "location");
    return file == null
        ? null
        : new StoreFile(
            Path.of(file),
            config.getString(prefix + "type").toUpperCase(Locale.ROOT),
            config.getPassword(prefix + "password"));
  }
}
