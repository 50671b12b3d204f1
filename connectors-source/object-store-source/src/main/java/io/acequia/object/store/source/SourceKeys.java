package io.acequia.object.store.source;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The keys of the source that few users set. */
final class SourceKeys {

  private SourceKeys() {}

  static void listing(ConfigGroup group) {
    group
        .optional(
            ObjectStoreSourceConfig.INTERVAL,
            Type.LONG,
            10_000L,
            Validators.between(100, 86_400_000),
            Importance.MEDIUM,
            Width.SHORT,
            "The time between two looks for new objects, in milliseconds.")
        .optional(
            ObjectStoreSourceConfig.LOOKBACK,
            Type.INT,
            10_000,
            Validators.between(1, 1_000_000),
            Importance.LOW,
            Width.SHORT,
            "How many keys before the last one a look begins: an object that appears there is found"
                + " by the next look. A thousand keys cost a request.")
        .optional(
            ObjectStoreSourceConfig.FULL_INTERVAL,
            Type.LONG,
            3_600_000L,
            Validators.between(1_000, 604_800_000),
            Importance.LOW,
            Width.SHORT,
            "The time between two looks at all keys, in milliseconds, which find late objects"
                + " anywhere.");
  }

  static void after(ConfigGroup group) {
    group
        .optional(
            ObjectStoreSourceConfig.AFTER,
            Type.STRING,
            "keep",
            Validators.oneOf(AfterRead.Action.class),
            Importance.HIGH,
            Width.SHORT,
            "What becomes of an object when Kafka has acknowledged all of its records.")
        .optional(
            ObjectStoreSourceConfig.AFTER_PREFIX,
            Type.STRING,
            "",
            null,
            Importance.MEDIUM,
            Width.MEDIUM,
            "What the keys of moved objects get in front, such as done/; objects there are not"
                + " read.")
        .optional(
            ObjectStoreSourceConfig.AFTER_TAG,
            Type.STRING,
            "acequia=read",
            matching("name=value", "[^=\\s]{1,128}=[^=]{0,256}"),
            Importance.LOW,
            Width.MEDIUM,
            "The tag of objects that were read, as name=value; it replaces the object's tags.");
  }

  static void csv(ConfigGroup group) {
    group
        .optional(
            ObjectStoreSourceConfig.CSV_DELIMITER,
            Type.STRING,
            ",",
            matching("one character", "[^\r\n]"),
            Importance.MEDIUM,
            Width.SHORT,
            "The character between two values of CSV.")
        .optional(
            ObjectStoreSourceConfig.CSV_QUOTE,
            Type.STRING,
            "\"",
            matching("one character", "[^\r\n]"),
            Importance.LOW,
            Width.SHORT,
            "The character around values of CSV that contain delimiters or line breaks.")
        .optional(
            ObjectStoreSourceConfig.CSV_HEADER,
            Type.BOOLEAN,
            true,
            null,
            Importance.MEDIUM,
            Width.SHORT,
            "Whether the first line of CSV names the columns; else they are column1, column2, ...")
        .optional(
            ObjectStoreSourceConfig.CSV_NULL,
            Type.STRING,
            "",
            null,
            Importance.LOW,
            Width.SHORT,
            "What stands, without quotes, for no value in CSV.");
  }

  static void limits(ConfigGroup group) {
    group
        .optional(
            ObjectStoreSourceConfig.MAX_BYTES,
            Type.INT,
            16 << 20,
            Validators.between(1_024, 1 << 30),
            Importance.LOW,
            Width.SHORT,
            "The longest record, in bytes; of Avro the largest block, of Parquet the largest page.")
        .optional(
            ObjectStoreSourceConfig.MAX_DEPTH,
            Type.INT,
            100,
            Validators.between(1, 900),
            Importance.LOW,
            Width.SHORT,
            "How many levels deep the values of a record may be nested.")
        .optional(
            ObjectStoreSourceConfig.MAX_FIELDS,
            Type.INT,
            10_000,
            Validators.between(1, 100_000),
            Importance.LOW,
            Width.SHORT,
            "The most columns or fields of a record.")
        .optional(
            ObjectStoreSourceConfig.POLL_RECORDS,
            Type.INT,
            2_000,
            Validators.between(1, 100_000),
            Importance.LOW,
            Width.SHORT,
            "After how many records a task hands what it has to Connect.")
        .optional(
            ObjectStoreSourceConfig.POLL_BYTES,
            Type.LONG,
            16L << 20,
            Validators.between(1_024, 1 << 30),
            Importance.LOW,
            Width.SHORT,
            "After about how many bytes of heap a task hands what it has to Connect.");
  }

  private static Validator matching(String description, String regex) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text && !text.matches(regex)) {
            throw new ConfigException(key, value, "must be " + description);
          }
        },
        () -> description);
  }
}
