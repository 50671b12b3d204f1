package io.acequia.http.source.auth;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.Validators;
import io.acequia.http.source.limit.RateLimit;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;

/** Who may send, and how often. */
public record AuthOptions(boolean required, List<ApiKey> keys, Optional<RateLimit> rate) {

  private static final String AUTH = "http.ingest.auth";
  private static final String KEYS = "http.ingest.api.keys";
  private static final String RATE = "http.ingest.rate.limit";

  /** How clients prove who they are. */
  private enum Scheme {
    API_KEY,
    NONE
  }

  public static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Authentication")
        .optional(
            AUTH,
            Type.STRING,
            "api-key",
            Validators.oneOf(Scheme.class),
            Importance.HIGH,
            Width.SHORT,
            "How clients prove who they are: api-key, or none, which lets anybody in who can reach"
                + " the port.")
        .optional(
            KEYS,
            Type.PASSWORD,
            null,
            null,
            Importance.HIGH,
            Width.LONG,
            "The API keys, as a JSON list of {\"id\": .., \"sha256\": .., \"streams\": [..],"
                + " \"rate\": ..}: the SHA-256 of the key in hexadecimal (printf %s KEY |"
                + " sha256sum), the streams it may write to (all by default, * stands for any"
                + " characters) and its own rate limit (http.ingest.rate.limit by default). Keys"
                + " should be long and random: openssl rand -hex 32.")
        .optional(
            RATE,
            Type.STRING,
            "",
            ConfigDef.LambdaValidator.with(
                (key, value) -> {
                  if (value instanceof String text
                      && !text.isBlank()
                      && RateLimit.parse(text).isEmpty()) {
                    throw new ConfigException(
                        key, text, "must be such as 100/second, 1000/minute or 10000/hour");
                  }
                },
                () -> "such as 1000/minute"),
            Importance.MEDIUM,
            Width.SHORT,
            "Requests allowed to each API key, such as 100/second, 1000/minute or 10000/hour; on a"
                + " WebSocket each frame counts as one. Counted on each worker by itself. Empty for"
                + " no limit.");
  }

  public static AuthOptions from(AbstractConfig config) {
    boolean required = scheme(config) == Scheme.API_KEY;
    Password keys = config.getPassword(KEYS);
    return new AuthOptions(
        required,
        required && keys != null ? ApiKeys.parse(keys.value()) : List.of(),
        RateLimit.parse(config.getString(RATE)));
  }

  /** Reports what only several keys together can have wrong. */
  public static void check(AbstractConfig config, ConfigProblems problems) {
    if (scheme(config) == Scheme.NONE) {
      return;
    }
    Password keys = config.getPassword(KEYS);
    if (keys == null) {
      problems.add(KEYS, KEYS + " is needed, or " + AUTH + "=none");
      return;
    }
    try {
      if (ApiKeys.parse(keys.value()).isEmpty()) {
        problems.add(KEYS, KEYS + " has no key");
      }
    } catch (IllegalArgumentException e) {
      problems.add(KEYS, KEYS + ": " + e.getMessage());
    }
  }

  /** The clients of a listener that starts now. */
  public Clients clients(long nowNanos) {
    return required ? Clients.withKeys(keys, rate, nowNanos) : Clients.anybody(rate, nowNanos);
  }

  private static Scheme scheme(AbstractConfig config) {
    return Validators.parse(Scheme.class, config.getString(AUTH));
  }
}
