package io.acequia.streams.transforms.plan;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import java.util.List;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Defines the keys of {@link PlanKeys}. */
final class PlanKeyDefinitions {

  private static final long LONGEST_MS = PlanDuration.LONGEST.toMillis();

  private PlanKeyDefinitions() {}

  static void addTo(ConfigDef def) {
    plan(def);
    source(def);
    rows(def);
    windows(def);
    sink(def);
    running(def);
  }

  private static void plan(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Plan");
    text(
        group,
        PlanKeys.PLAN,
        Importance.HIGH,
        "The whole topology as JSON; instead of it a file or the keys that begin with streams can"
            + " be given.");
    text(
        group,
        PlanKeys.PLAN_FILE,
        Importance.HIGH,
        "A file with the plan as JSON, which must be readable under this path on every worker.");
  }

  private static void source(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Source");
    list(group, PlanKeys.SOURCE_TOPICS, "The topics to read, separated by commas.");
    word(
        group,
        "streams.source.format",
        Format.class,
        Format.JSON,
        "How values are written: json, avro (with a schema registry) or text.");
    text(
        group,
        "streams.source.registry",
        Importance.MEDIUM,
        "The URL of the schema registry, without credentials; needed for Avro.");
    group.optional(
        PlanKeys.TIMESTAMP,
        ConfigDef.Type.STRING,
        "record",
        null,
        Importance.MEDIUM,
        Width.MEDIUM,
        "When an event happened: the path of a field of the value, or record for the record's own"
            + " timestamp, or processing for the clock.");
    list(
        group,
        PlanKeys.TIMESTAMP_FORMATS,
        "How the field of the time is written, tried in order: iso8601, epoch.s, epoch.ms,"
            + " epoch.us, epoch.ns or patterns such as yyyy/MM/dd HH:mm; without any, common ones.");
    group.optional(
        PlanKeys.TIMESTAMP_ZONE,
        ConfigDef.Type.STRING,
        "UTC",
        null,
        Importance.LOW,
        Width.SHORT,
        "The time zone of times that name none, such as Europe/Madrid.");
  }

  private static void rows(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Rows");
    text(
        group,
        "streams.where",
        Importance.HIGH,
        "The condition in SQL that an event must meet, such as delay IS NOT NULL.");
    text(
        group,
        "streams.select",
        Importance.HIGH,
        "The columns in SQL, such as origin, delay * 60 AS seconds; without it all fields.");
    text(
        group,
        "streams.key",
        Importance.MEDIUM,
        "The expression in SQL that becomes the key of the records.");
    list(
        group,
        "streams.group.by",
        "The columns to group by, separated by commas; expressions with commas need a plan.");
    text(
        group,
        "streams.aggregate",
        Importance.HIGH,
        "What to compute of each group, such as count AS flights, avg(delay), percentile(delay, 50,"
            + " 95), top_k(carrier, 3) AS carriers.");
  }

  private static void windows(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Windows");
    word(
        group,
        "streams.window.type",
        WindowReader.Word.class,
        WindowReader.Word.NONE,
        "How windows follow each other: tumbling, hopping, sliding, session, or none for running"
            + " results.");
    millis(group, "streams.window.size.ms", 1, null, "The length of a window, in milliseconds.");
    millis(
        group,
        "streams.window.advance.ms",
        1,
        null,
        "By how much a hopping window moves on, in milliseconds.");
    millis(
        group,
        "streams.window.gap.ms",
        1,
        null,
        "The silence after which a session ends, in milliseconds.");
    millis(
        group,
        "streams.window.grace.ms",
        0,
        0L,
        "How long after its end a window still takes events that come late, in milliseconds.");
    word(
        group,
        "streams.window.emit",
        Window.Emit.class,
        Window.Emit.ON_UPDATE,
        "When a result is written: on_update whenever it changes, or on_close once, at the end.");
  }

  private static void sink(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Sink");
    text(group, "streams.sink.topic", Importance.HIGH, "The topic that results are written to.");
    word(
        group,
        "streams.sink.format",
        Format.class,
        Format.JSON,
        "How results are written: json, avro (with a schema registry) or text.");
    text(
        group,
        "streams.sink.registry",
        Importance.MEDIUM,
        "The URL of the schema registry for results, without credentials; needed for Avro.");
    text(
        group,
        "streams.late.topic",
        Importance.MEDIUM,
        "The topic of events that came after their window; without it they are only counted.");
    text(
        group,
        "streams.dead.letter.topic",
        Importance.MEDIUM,
        "The topic of records that cannot be processed, with the cause in headers; without it such"
            + " a record stops the topology.");
  }

  private static void running(ConfigDef def) {
    ConfigGroup group = ConfigGroup.in(def, "Delivery");
    word(
        group,
        "streams.delivery",
        Delivery.class,
        Delivery.EXACTLY_ONCE,
        "What a failure may do to results: exactly_once nothing, at_least_once may count an event"
            + " twice.");
    group.optional(
        "streams.from",
        ConfigDef.Type.STRING,
        "beginning",
        null,
        Importance.MEDIUM,
        Width.MEDIUM,
        "Where reading begins the first time: beginning, latest, or a time such as"
            + " 2001-01-31T00:00:00Z.");
    text(
        group,
        "streams.until",
        Importance.MEDIUM,
        "Where reading ends, for a batch: now, or a time such as 2001-01-31T00:00:00Z; without it"
            + " the topology runs for ever.");
  }

  private static void text(ConfigGroup group, String key, Importance importance, String doc) {
    group.optional(key, ConfigDef.Type.STRING, null, null, importance, Width.LONG, doc);
  }

  private static void list(ConfigGroup group, String key, String doc) {
    group.optional(key, ConfigDef.Type.LIST, List.of(), null, Importance.HIGH, Width.LONG, doc);
  }

  private static void millis(
      ConfigGroup group, String key, long min, @Nullable Long defaultValue, String doc) {
    Validator bounds = Validators.between(min, LONGEST_MS);
    group.optional(
        key, ConfigDef.Type.LONG, defaultValue, bounds, Importance.HIGH, Width.SHORT, doc);
  }

  private static <E extends Enum<E>> void word(
      ConfigGroup group, String key, Class<E> constants, E defaultWord, String doc) {
    List<String> words = Words.spellAll(constants);
    Validator validator =
        LambdaValidator.with(
            (name, value) -> {
              if (value instanceof String text && Words.find(constants, text) == null) {
                String hint = Words.didYouMean(text, words);
                throw new ConfigException(
                    name, value, "is not one of " + String.join(", ", words) + hint);
              }
            },
            () -> "one of " + String.join(", ", words));
    group.optional(
        key,
        ConfigDef.Type.STRING,
        Words.spell(defaultWord),
        validator,
        Importance.MEDIUM,
        Width.SHORT,
        doc);
  }
}
