package io.acequia.bench;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** What an engineer would write in Java for these records alone, with the schema made once. */
final class HandWritten {

  private HandWritten() {}

  static UnaryOperator<@Nullable SinkRecord> seed() {
    Schema schema =
        SchemaBuilder.struct()
            .field("user_id", Schema.OPTIONAL_STRING_SCHEMA)
            .field("event_type", Schema.OPTIONAL_STRING_SCHEMA)
            .field("timestamp", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    return step(
        schema,
        (struct, out) -> {
          if ("heartbeat".equals(struct.get("event_type"))) {
            return false;
          }
          out.put("user_id", struct.get("user_id"));
          out.put("event_type", struct.get("event_type"));
          out.put("timestamp", struct.get("timestamp"));
          return true;
        });
  }

  static UnaryOperator<@Nullable SinkRecord> chain() {
    Schema schema =
        SchemaBuilder.struct()
            .field("id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("departed", Schema.OPTIONAL_STRING_SCHEMA)
            .field("delay", Schema.OPTIONAL_STRING_SCHEMA)
            .field("origin", Schema.STRING_SCHEMA)
            .field("destination", Schema.OPTIONAL_STRING_SCHEMA)
            .field("source", Schema.STRING_SCHEMA)
            .build();
    return step(
        schema,
        (in, out) -> {
          Object delay = in.get("delay");
          out.put("id", in.get("id"));
          out.put("departed", in.get("date"));
          out.put("delay", delay == null ? null : delay.toString());
          out.put("origin", "");
          out.put("destination", in.get("destination"));
          out.put("source", "sample");
          return true;
        });
  }

  static UnaryOperator<@Nullable SinkRecord> fiveColumns() {
    Schema schema =
        SchemaBuilder.struct()
            .field("id", Schema.OPTIONAL_INT64_SCHEMA)
            .field("departed", Schema.OPTIONAL_STRING_SCHEMA)
            .field("delay", Schema.OPTIONAL_FLOAT64_SCHEMA)
            .field("destination", Schema.OPTIONAL_STRING_SCHEMA)
            .field("origin", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    Function<Object, String> hash = sha256();
    return step(
        schema,
        (in, out) -> {
          if (!(in.get("distance") instanceof Long distance) || distance <= 500) {
            return false;
          }
          Object origin = in.get("origin");
          out.put("id", in.get("id"));
          out.put("departed", in.get("date"));
          out.put("delay", in.get("delay") instanceof Long delay ? delay.doubleValue() : null);
          out.put("destination", in.get("destination"));
          out.put("origin", origin == null ? null : hash.apply(origin));
          return true;
        });
  }

  static UnaryOperator<@Nullable SinkRecord> stamp() {
    SchemaBuilder builder = SchemaBuilder.struct();
    for (String field : new String[] {"id", "date", "delay", "distance", "origin", "destination"}) {
      boolean text = field.equals("date") || field.equals("origin") || field.equals("destination");
      builder.field(field, text ? Schema.OPTIONAL_STRING_SCHEMA : Schema.OPTIONAL_INT64_SCHEMA);
    }
    Schema schema = builder.field("processed_at", Schema.OPTIONAL_INT64_SCHEMA).build();
    return step(
        schema,
        (in, out) -> {
          out.put("id", in.get("id"));
          out.put("date", in.get("date"));
          out.put("delay", in.get("delay"));
          out.put("distance", in.get("distance"));
          out.put("origin", in.get("origin"));
          out.put("destination", in.get("destination"));
          out.put("processed_at", System.currentTimeMillis());
          return true;
        });
  }

  /** Reads a field of either kind of record. */
  private interface In {
    @Nullable Object get(String field);
  }

  /** Writes one. */
  private interface Out {
    void put(String field, @Nullable Object value);
  }

  private static UnaryOperator<@Nullable SinkRecord> step(
      Schema schema, BiFunction<In, Out, Boolean> body) {
    return record -> {
      if (record == null) {
        return null;
      }
      if (record.value() instanceof Struct struct) {
        Struct result = new Struct(schema);
        return body.apply(struct::get, result::put) ? with(record, schema, result) : null;
      }
      Map<?, ?> map = (Map<?, ?>) record.value();
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      return body.apply(map::get, result::put) ? with(record, null, result) : null;
    };
  }

  private static SinkRecord with(SinkRecord record, @Nullable Schema schema, Object value) {
    return record.newRecord(
        record.topic(),
        record.kafkaPartition(),
        record.keySchema(),
        record.key(),
        schema,
        value,
        record.timestamp());
  }

  private static Function<Object, String> sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      HexFormat hex = HexFormat.of();
      return value ->
          hex.formatHex(digest.digest(value.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
