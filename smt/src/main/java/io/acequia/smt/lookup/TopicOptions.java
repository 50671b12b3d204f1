package io.acequia.smt.lookup;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/**
 * A table that is a compacted topic.
 *
 * @param consumer the settings of the consumer
 */
record TopicOptions(
    String topic,
    Map<String, Object> consumer,
    Format keyFormat,
    Format valueFormat,
    Duration loadTimeout) {

  /** How keys and values are written. */
  enum Format {
    /** UTF-8. */
    TEXT,
    JSON
  }

  static final String TOPIC = "topic";
  static final String PREFIX = "topic.";
  static final String BOOTSTRAP = "topic.bootstrap.servers";
  static final String KEY_FORMAT = "topic.key.format";
  static final String VALUE_FORMAT = "topic.value.format";
  static final String LOAD_TIMEOUT = "topic.load.timeout.ms";

  private static final Set<String> OWN = Set.of(KEY_FORMAT, VALUE_FORMAT, LOAD_TIMEOUT);

  static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Table in a topic")
        .optional(
            TOPIC,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.HIGH,
            Width.MEDIUM,
            "The compacted topic of the table: the newest record of a key is its row, one without"
                + " value deletes it. All rows are in memory.")
        .optional(
            BOOTSTRAP,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.HIGH,
            Width.LONG,
            "The brokers of the topic, as host:port with commas between them. Other settings of"
                + " the consumer follow the same prefix: topic.security.protocol.")
        .optional(
            KEY_FORMAT,
            Type.STRING,
            Validators.spell(Format.TEXT),
            Validators.oneOf(Format.class),
            Importance.MEDIUM,
            Width.SHORT,
            "How the topic's keys are written: text, or json, of which a text, a number or a"
                + " boolean is the key itself, and an object has the fields of table.key.")
        .optional(
            VALUE_FORMAT,
            Type.STRING,
            Validators.spell(Format.JSON),
            Validators.oneOf(Format.class),
            Importance.MEDIUM,
            Width.SHORT,
            "How the topic's values are written: json objects, whose fields are the columns, or"
                + " text, which becomes the one column value.")
        .optional(
            LOAD_TIMEOUT,
            Type.LONG,
            60_000L,
            Validators.between(100, 3_600_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How long the start waits until all of the topic has been read, in milliseconds; the"
                + " task fails if that is not enough.");
  }

  static TopicOptions from(AbstractConfig config) {
    if (config.getString(BOOTSTRAP) == null) {
      throw new ConfigException(BOOTSTRAP, null, "is needed with " + TOPIC);
    }
    Map<String, Object> consumer = new HashMap<>();
    config
        .originals()
        .forEach(
            (key, value) -> {
              if (key.startsWith(PREFIX) && !OWN.contains(key)) {
                consumer.put(key.substring(PREFIX.length()), value);
              }
            });
    consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
    consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    consumer.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    return new TopicOptions(
        config.getString(TOPIC),
        consumer,
        Validators.parse(Format.class, config.getString(KEY_FORMAT)),
        Validators.parse(Format.class, config.getString(VALUE_FORMAT)),
        Duration.ofMillis(config.getLong(LOAD_TIMEOUT)));
  }
}
