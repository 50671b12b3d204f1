package io.acequia.streams.transforms.registry;

import io.acequia.commons.tls.StoreFile;
import io.acequia.schema.registry.client.RegistryOptions;
import io.acequia.schema.registry.client.TlsFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * How schema registries are reached: what a plan must not tell everyone.
 *
 * @param headers sent with each request
 * @param retryTimeout how long an outage is waited for
 */
public record RegistryAccess(
    Map<String, String> headers, @Nullable TlsFiles tls, Duration retryTimeout) {

  /** What the settings of an application that are meant here begin with. */
  public static final String PREFIX = "registry.";

  public static final String BASIC = "basic.auth.user.info";
  public static final String BEARER = "bearer.auth.token";
  public static final String TRUST_STORE = "ssl.truststore.location";
  public static final String TRUST_PASSWORD = "ssl.truststore.password";
  public static final String KEY_STORE = "ssl.keystore.location";
  public static final String KEY_PASSWORD = "ssl.keystore.password";
  public static final String RETRY_TIMEOUT = "retry.timeout.ms";

  /** Below the time after which a consumer that does not poll loses its partitions. */
  public static final long DEFAULT_RETRY_TIMEOUT_MS = 120_000;

  /** Without credentials. */
  public static final RegistryAccess OPEN = of(Map.of());

  public RegistryAccess {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads settings.
   *
   * @param settings without the prefix; those that are no concern of ours are passed over
   * @throws ConfigException if one is wrong
   */
  public static RegistryAccess of(Map<String, ?> settings) {
    String basic = text(settings.get(BASIC));
    String bearer = text(settings.get(BEARER));
    Map<String, String> headers =
        bearer != null
            ? Map.of("Authorization", "Bearer " + bearer)
            : basic != null ? RegistryOptions.basic(basic) : Map.of();
    StoreFile trust = store(settings, TRUST_STORE, TRUST_PASSWORD);
    StoreFile key = store(settings, KEY_STORE, KEY_PASSWORD);
    return new RegistryAccess(
        headers,
        trust == null && key == null ? null : new TlsFiles(trust, key, null),
        Duration.ofMillis(millis(settings.get(RETRY_TIMEOUT))));
  }

  private static long millis(@Nullable Object value) {
    String text = text(value);
    try {
      return text == null ? DEFAULT_RETRY_TIMEOUT_MS : Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new ConfigException(PREFIX + RETRY_TIMEOUT, value, "must be a number");
    }
  }

  private static @Nullable StoreFile store(
      Map<String, ?> settings, String location, String password) {
    String file = text(settings.get(location));
    String secret = text(settings.get(password));
    return file == null
        ? null
        : new StoreFile(
            Path.of(file),
            file.endsWith(".p12") || file.endsWith(".pfx") ? "PKCS12" : "JKS",
            secret == null ? null : new Password(secret));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof Password secret
        ? secret.value()
        : value == null ? null : value.toString();
  }

  /** Without credentials. */
  @Override
  public String toString() {
    return "registry access, waiting up to " + retryTimeout;
  }
}
