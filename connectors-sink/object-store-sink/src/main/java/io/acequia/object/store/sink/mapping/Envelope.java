package io.acequia.object.store.sink.mapping;

import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record with where it came from: {@code topic, partition, offset, timestamp, key, value}. With a
 * schema if its value or its key has one. Used by one thread.
 */
public final class Envelope {
  private static final int MAX_SCHEMAS = 1_000;

  private final Map<Parts, Schema> schemas = new HashMap<>();

  private record Parts(@Nullable Schema key, @Nullable Schema value) {}

  /** Wraps a record's value. */
  public SchemaAndValue wrap(SinkRecord record, SchemaAndValue value) {
    boolean typed = value.schema() != null || (record.keySchema() != null && value.value() == null);
    if (!typed) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("topic", record.originalTopic());
      map.put("partition", record.originalKafkaPartition());
      map.put("offset", record.originalKafkaOffset());
      map.put("timestamp", record.timestamp());
      map.put("key", record.key());
      map.put("value", value.value());
      return new SchemaAndValue(null, map);
    }
    Schema schema = schema(new Parts(record.keySchema(), value.schema()));
    Struct struct =
        new Struct(schema)
            .put("topic", record.originalTopic())
            .put("partition", record.originalKafkaPartition())
            .put("offset", record.originalKafkaOffset());
    if (record.timestamp() != null) {
      struct.put("timestamp", Date.from(Instant.ofEpochMilli(record.timestamp())));
    }
    if (schema.field("key") != null) {
      struct.put("key", record.key());
    }
    if (schema.field("value") != null) {
      struct.put("value", value.value());
    }
    return new SchemaAndValue(schema, struct);
  }

  private Schema schema(Parts parts) {
    Schema known = schemas.get(parts);
    if (known != null) {
      return known;
    }
    SchemaBuilder builder =
        SchemaBuilder.struct()
            .name("io.acequia.Envelope")
            .field("topic", Schema.STRING_SCHEMA)
            .field("partition", Schema.INT32_SCHEMA)
            .field("offset", Schema.INT64_SCHEMA)
            .field("timestamp", Timestamp.builder().optional().build());
    add(builder, "key", parts.key);
    add(builder, "value", parts.value);
    if (schemas.size() >= MAX_SCHEMAS) {
      schemas.clear();
    }
    Schema made = builder.build();
    schemas.put(parts, made);
    return made;
  }

  private static void add(SchemaBuilder builder, String name, @Nullable Schema schema) {
    if (schema != null) {
      builder.field(name, schema);
    }
  }
}
