package io.acequia.elasticsearch.sink.index;

import io.acequia.commons.schema.OpenStructs;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;

/**
 * The mapping of the documents that records of a schema become. Texts are mapped as a cluster maps
 * them by itself: searched by words, and as a whole under {@code .keyword}.
 *
 * @see <a
 *     href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/mapping-types.html">Field
 *     data types</a>
 */
final class SchemaMapping {
  private static final int MAX_DEPTH = 20;
  private static final Map<String, Object> TEXT =
      Map.of(
          "type",
          "text",
          "fields",
          Map.of("keyword", Map.of("type", "keyword", "ignore_above", 256)));

  private final OpenStructs open = new OpenStructs();

  private SchemaMapping() {}

  /**
   * The properties of a Struct's fields, by name. A Struct inside itself, and what is nested too
   * deep for a cluster, has none: the cluster maps it as it comes.
   */
  static Map<String, Object> properties(Schema struct) {
    SchemaMapping mapping = new SchemaMapping();
    mapping.open.enter(struct);
    return mapping.properties(struct, 0);
  }

  private Map<String, Object> properties(Schema struct, int depth) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Field field : struct.fields()) {
      properties.put(field.name(), property(field.schema(), depth + 1));
    }
    return properties;
  }

  private Map<String, Object> property(Schema schema, int depth) {
    String logical = logical(schema.name());
    if (logical != null) {
      return Map.of("type", logical);
    }
    return switch (schema.type()) {
      case INT8 -> Map.of("type", "byte");
      case INT16 -> Map.of("type", "short");
      case INT32 -> Map.of("type", "integer");
      case INT64 -> Map.of("type", "long");
      case FLOAT32 -> Map.of("type", "float");
      case FLOAT64 -> Map.of("type", "double");
      case BOOLEAN -> Map.of("type", "boolean");
      case STRING -> TEXT;
      case BYTES -> Map.of("type", "binary");
      // A cluster has no arrays: any field may have many values.
      case ARRAY -> property(schema.valueSchema(), depth);
      case MAP -> Map.of("type", "object");
      case STRUCT -> struct(schema, depth);
    };
  }

  private Map<String, Object> struct(Schema schema, int depth) {
    if (depth >= MAX_DEPTH || !open.enter(schema)) {
      return Map.of("type", "object");
    }
    Map<String, Object> properties = properties(schema, depth);
    open.leave();
    return Map.of("properties", properties);
  }

  private static @Nullable String logical(@Nullable String name) {
    if (name == null) {
      return null;
    }
    return switch (name) {
      case Decimal.LOGICAL_NAME -> "double";
      case Date.LOGICAL_NAME, Timestamp.LOGICAL_NAME -> "date";
      case "io.debezium.time.Date",
          "io.debezium.time.Timestamp",
          "io.debezium.time.ZonedTimestamp" ->
          "date";
      case "io.debezium.time.MicroTimestamp", "io.debezium.time.NanoTimestamp" -> "date_nanos";
      case Time.LOGICAL_NAME, "io.debezium.time.Time" -> "keyword";
      default -> null;
    };
  }
}
