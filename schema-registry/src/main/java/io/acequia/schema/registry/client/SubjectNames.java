package io.acequia.schema.registry.client;

import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Under which subject the schemas of a topic are registered. */
public enum SubjectNames {
  TOPIC,
  RECORD,
  TOPIC_RECORD;

  private static final String THEIRS = "io.confluent.kafka.serializers.subject.";
  private static final String SUFFIX = "namestrategy";

  /**
   * The strategy of a name: {@code TopicNameStrategy}, with or without Confluent's package, or
   * {@code topic}.
   *
   * @return null if there is none
   */
  public static @Nullable SubjectNames parse(String text) {
    String name = text.startsWith(THEIRS) ? text.substring(THEIRS.length()) : text;
    String word = name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
    String root = word.endsWith(SUFFIX) ? word.substring(0, word.length() - SUFFIX.length()) : word;
    for (SubjectNames one : values()) {
      if (one.name().replace("_", "").toLowerCase(Locale.ROOT).equals(root)) {
        return one;
      }
    }
    return null;
  }

  /**
   * The subject of a schema.
   *
   * @throws DataException if it has no name, which the strategy needs
   */
  public String subject(String topic, boolean isKey, Schema schema) {
    if (this == TOPIC) {
      return topic + (isKey ? "-key" : "-value");
    }
    if (schema.getType() != Schema.Type.RECORD) {
      throw new DataException(
          "a schema of type " + schema.getType().getName() + " has no name for its subject");
    }
    return this == RECORD ? schema.getFullName() : topic + "-" + schema.getFullName();
  }
}
