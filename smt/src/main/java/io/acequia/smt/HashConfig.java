package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.hash.Digester;
import io.acequia.smt.hash.HashAlgorithm;
import io.acequia.smt.hash.HashEncoding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

/** The settings of {@link Hash}. */
final class HashConfig extends AbstractConfig {

  static final String FIELDS = "fields";
  static final String ALGORITHM = "algorithm";
  static final String SECRET = "secret";
  static final String SALT = "salt";
  static final String ENCODING = "encoding";

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Fields")
        .optional(
            FIELDS,
            Type.LIST,
            List.of(),
            Validators.each(Validators.fieldPath()),
            Importance.HIGH,
            Width.LONG,
            "The fields to hash, as paths such as email, data.user.phone, data.*.email or"
                + " items[*].card; empty for a key or value that is itself a text, number or the"
                + " like.");
    ConfigGroup.in(def, "Digest")
        .optional(
            ALGORITHM,
            Type.STRING,
            Validators.spell(HashAlgorithm.SHA256),
            algorithm(),
            Importance.HIGH,
            Width.SHORT,
            "The digest: sha256, sha512 or md5, or with a secret hmac-sha256 or hmac-sha512; case,"
                + " hyphens and underscores do not matter.")
        .optional(
            SECRET,
            Type.PASSWORD,
            null,
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The secret of hmac-sha256 and hmac-sha512, without which nobody can find out values by"
                + " trying them; keep it in a config provider.")
        .optional(
            SALT,
            Type.PASSWORD,
            null,
            null,
            Importance.MEDIUM,
            Width.MEDIUM,
            "Bytes (UTF-8) that go in front of every value, so that digests cannot be looked up in"
                + " tables made elsewhere; keep it in a config provider.")
        .optional(
            ENCODING,
            Type.STRING,
            Validators.spell(HashEncoding.HEX),
            Validators.oneOf(HashEncoding.class),
            Importance.LOW,
            Width.SHORT,
            "How a digest is written: hex (lower case) or base64 (with padding).");
    return def;
  }

  HashConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    refuseEmpty(SECRET);
    refuseEmpty(SALT);
    if (algorithmInUse().isKeyed() && getPassword(SECRET) == null) {
      throw new ConfigException(SECRET, null, "is needed by " + getString(ALGORITHM));
    }
    if (!algorithmInUse().isKeyed() && getPassword(SECRET) != null) {
      throw new ConfigException(
          SECRET, Password.HIDDEN, "is not used by " + getString(ALGORITHM) + ": use hmac-sha256");
    }
  }

  List<FieldPath> fields() {
    return getList(FIELDS).stream().map(FieldPath::parse).toList();
  }

  /** A new one for each user: it is not thread-safe. */
  Digester digester() {
    HashAlgorithm algorithm = algorithmInUse();
    HashEncoding encoding = Validators.parse(HashEncoding.class, getString(ENCODING));
    Password secret = getPassword(SECRET);
    return secret == null
        ? Digester.plain(algorithm, bytes(getPassword(SALT)), encoding)
        : Digester.keyed(algorithm, bytes(secret), bytes(getPassword(SALT)), encoding);
  }

  private HashAlgorithm algorithmInUse() {
    return Objects.requireNonNull(HashAlgorithm.find(getString(ALGORITHM)), ALGORITHM);
  }

  private void refuseEmpty(String key) {
    Password secret = getPassword(key);
    if (secret != null && secret.value().isEmpty()) {
      throw new ConfigException(key, Password.HIDDEN, "must not be empty");
    }
  }

  private static byte[] bytes(@Nullable Password secret) {
    return secret == null ? new byte[0] : secret.value().getBytes(StandardCharsets.UTF_8);
  }

  private static Validator algorithm() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String name && HashAlgorithm.find(name) == null) {
            throw new ConfigException(key, value, "must be one of " + HashAlgorithm.names());
          }
        },
        () -> "one of " + HashAlgorithm.names());
  }
}
