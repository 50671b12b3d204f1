package io.acequia.avro.converter;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.schema.registry.avro.AvroOptions;
import io.acequia.schema.registry.client.RegistryOptions;
import io.acequia.schema.registry.client.SubjectNames;
import java.time.Duration;
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

/** The configuration of {@link AvroConverter}, whose keys are those of Confluent's. */
public final class AvroConverterConfig extends AbstractConfig {

  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String USE_LATEST = "use.latest.version";
  static final String NORMALIZE = "normalize.schemas";
  static final String KEY_SUBJECTS = "key.subject.name.strategy";
  static final String VALUE_SUBJECTS = "value.subject.name.strategy";
  static final String ENHANCED = "enhanced.avro.schema.support";
  static final String META_DATA = "connect.meta.data";
  static final String NULLS = "ignore.default.for.nullables";
  static final String CACHE = "schemas.cache.config";
  static final String RETRY_TIMEOUT = "schema.registry.retry.timeout.ms";

  private final RegistryOptions registry;
  private final SubjectNames keySubjects;
  private final SubjectNames valueSubjects;

  /**
   * @throws ConfigException if something is wrong
   */
  public AvroConverterConfig(Map<String, ?> settings) {
    super(configDef(), settings, false); // Not logged: a URL may have a password.
    registry = RegistrySettings.options(this, getInt(CACHE));
    keySubjects = Objects.requireNonNull(SubjectNames.parse(getString(KEY_SUBJECTS)));
    valueSubjects = Objects.requireNonNull(SubjectNames.parse(getString(VALUE_SUBJECTS)));
  }

  static ConfigDef configDef() {
    ConfigDef def = new ConfigDef();
    RegistrySettings.addTo(def);
    schemas(def);
    mapping(def);
    return def;
  }

  private static void schemas(ConfigDef def) {
    ConfigGroup.in(def, "Schemas")
        .optional(
            AUTO_REGISTER,
            Type.BOOLEAN,
            true,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether schemas of records that are written are registered; otherwise they must be"
                + " in the registry.")
        .optional(
            USE_LATEST,
            Type.BOOLEAN,
            false,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether records are written with the newest schema of their subject, field by field;"
                + " only where schemas are not registered.")
        .optional(
            NORMALIZE,
            Type.BOOLEAN,
            false,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether the registry brings schemas into a normal form before it compares them.")
        .optional(
            KEY_SUBJECTS,
            Type.STRING,
            "TopicNameStrategy",
            subjects(),
            Importance.MEDIUM,
            Width.MEDIUM,
            doc("keys"))
        .optional(
            VALUE_SUBJECTS,
            Type.STRING,
            "TopicNameStrategy",
            subjects(),
            Importance.MEDIUM,
            Width.MEDIUM,
            doc("values"))
        .optional(
            CACHE,
            Type.INT,
            1_000,
            Validators.between(1, 1_000_000),
            Importance.LOW,
            Width.SHORT,
            "How many schemas are remembered of each topic.")
        .optional(
            RETRY_TIMEOUT,
            Type.LONG,
            -1L,
            Validators.atLeast(-1),
            Importance.MEDIUM,
            Width.SHORT,
            "How long a conversion waits for a registry that is unavailable, in milliseconds; -1"
                + " waits for ever, so that an outage of any length only delays the records. After"
                + " a finite time Connect takes the record for bad, by its errors.tolerance.");
  }

  private static String doc(String what) {
    return "Under which subject schemas of "
        + what
        + " are registered: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy, with"
        + " or without Confluent's package.";
  }

  private static Validator subjects() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text && SubjectNames.parse(text) == null) {
            throw new ConfigException(
                key,
                value,
                "must be TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
          }
        },
        () -> "TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
  }

  private static void mapping(ConfigDef def) {
    ConfigGroup.in(def, "Mapping")
        .optional(
            ENHANCED,
            Type.BOOLEAN,
            false,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether enums stay enums when they are written again, and members of unions are named"
                + " with their packages.")
        .optional(
            META_DATA,
            Type.BOOLEAN,
            true,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether what only Connect's schemas have (names, versions, parameters) is kept in the"
                + " Avro schemas.")
        .optional(
            NULLS,
            Type.BOOLEAN,
            false,
            null,
            Importance.LOW,
            Width.SHORT,
            "Whether null in an optional field that has a default is written as null; otherwise as"
                + " the default.");
  }

  RegistryOptions registry() {
    return registry;
  }

  SubjectNames subjects(boolean isKey) {
    return isKey ? keySubjects : valueSubjects;
  }

  AvroOptions avro() {
    return new AvroOptions(getBoolean(ENHANCED), getBoolean(META_DATA), getBoolean(NULLS));
  }

  boolean registers() {
    return getBoolean(AUTO_REGISTER);
  }

  boolean usesLatest() {
    return getBoolean(USE_LATEST);
  }

  boolean normalizes() {
    return getBoolean(NORMALIZE);
  }

  int cacheSize() {
    return getInt(CACHE);
  }

  Duration retryTimeout() {
    return Duration.ofMillis(getLong(RETRY_TIMEOUT));
  }
}
