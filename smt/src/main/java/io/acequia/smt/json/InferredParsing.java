package io.acequia.smt.json;

import io.acequia.commons.path.FieldPath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * To structs of a schema that the texts themselves show, each topic's for itself. A field of a map,
 * which has no place for a schema, becomes a map.
 */
public final class InferredParsing implements JsonParsing {

  /** Of topics whose schemas are remembered; the one unused for longest is forgotten. */
  private static final int TOPICS = 1_000;

  private final TopicInference.Settings settings;
  private final Map<String, TopicInference> topics =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, TopicInference> eldest) {
          return size() > TOPICS;
        }
      };
  private @Nullable String lastTopic;
  private @Nullable TopicInference last;

  /**
   * @param fields with the texts; none for the whole value
   * @param where {@code key} or {@code value}, for messages
   * @param name of the schemas, or null for none
   * @param maxFields that a schema may have, at all levels
   * @param roundLongs whether a long may lose digits among doubles
   */
  public InferredParsing(
      JsonTexts texts,
      List<FieldPath> fields,
      String where,
      @Nullable String name,
      int maxFields,
      boolean roundLongs) {
    this.settings = new TopicInference.Settings(texts, fields, where, name, maxFields, roundLongs);
  }

  @Override
  public SchemaAndValue apply(String topic, @Nullable Schema schema, Object value) {
    return of(topic).apply(schema, value);
  }

  private TopicInference of(String topic) {
    TopicInference found = last;
    if (found == null || !topic.equals(lastTopic)) {
      found = topics.computeIfAbsent(topic, name -> new TopicInference(settings));
      lastTopic = topic;
      last = found;
    }
    return found;
  }
}
