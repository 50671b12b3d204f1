package io.acequia.elasticsearch.sink.mapping;

import io.acequia.commons.path.FieldPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Makes the id of a record's document. */
final class DocumentId {
  private static final int MAX_BYTES = 512;

  private final IdMode mode;
  private final List<FieldPath> fields;

  DocumentId(IdMode mode, List<FieldPath> fields) {
    this.mode = mode;
    this.fields = fields;
  }

  /**
   * The id, {@code null} where the cluster makes one up.
   *
   * @throws DataException if the record has none, or one that is too long
   */
  @Nullable String of(SinkRecord record, RecordFields values) {
    String id =
        switch (mode) {
          case NONE -> null;
          // No topic's name has a plus sign, so no two records have the same id.
          case KAFKA ->
              record.originalTopic()
                  + '+'
                  + record.originalKafkaPartition()
                  + '+'
                  + record.originalKafkaOffset();
          case RECORD_KEY -> ofKey(record.key());
          case RECORD_VALUE -> joined(values, "value");
        };
    if (id != null && id.length() > MAX_BYTES / 4) {
      checkLength(id);
    }
    if (id != null && id.isEmpty()) {
      throw new DataException("the document's id would be empty");
    }
    return id;
  }

  private static void checkLength(String id) {
    int length = id.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_BYTES) {
      throw new DataException(
          "the document's id would have " + length + " bytes, and " + MAX_BYTES + " is the most");
    }
  }

  private String ofKey(@Nullable Object key) {
    if (key instanceof Struct || key instanceof Map) {
      if (fields.isEmpty()) {
        throw new DataException(
            "the record's key has fields: elasticsearch.id.fields must name those of the id");
      }
      return joined(key, "key");
    }
    String id = FieldText.of(key);
    if (id == null) {
      throw new DataException("the record has no key, which is to be the document's id");
    }
    return id;
  }

  private String joined(Object from, String part) {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      FieldPath path = fields.get(i);
      String text =
          FieldText.of(from instanceof RecordFields values ? values.field(path) : path.get(from));
      if (text == null) {
        throw new DataException(
            "the record's " + part + " has no field '" + path + "', which the id needs");
      }
      if (fields.size() == 1) {
        return text;
      }
      // Escaped, so that no two different keys become one id.
      id.append(i == 0 ? "" : ":").append(text.replace("\\", "\\\\").replace(":", "\\:"));
    }
    return id.toString();
  }
}
