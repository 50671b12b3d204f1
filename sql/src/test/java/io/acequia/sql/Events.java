package io.acequia.sql;

import java.math.BigDecimal;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** One event as a Struct, a Map and JSON text. */
final class Events {

  static final Schema USER =
      SchemaBuilder.struct()
          .optional()
          .field("id", Schema.INT64_SCHEMA)
          .field("Email", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("acme.Event")
          .version(7)
          .field("user_id", SchemaBuilder.string().doc("who").build())
          .field("event_type", Schema.STRING_SCHEMA)
          .field("timestamp", Schema.INT64_SCHEMA)
          .field("delay", SchemaBuilder.int32().optional().defaultValue(5).build())
          .field("level", Schema.OPTIONAL_INT8_SCHEMA)
          .field("price", Decimal.builder(2).optional().build())
          .field("at", Timestamp.builder().optional().build())
          .field("user", USER)
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
          .field(
              "attrs",
              SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.STRING_SCHEMA).optional().build())
          .build();

  static final String JSON =
      "{\"user_id\":\"u-1\",\"event_type\":\"click\",\"timestamp\":1700000000000,\"delay\":7,"
          + "\"level\":3,\"price\":12.5,\"user\":{\"id\":5,\"Email\":\"a@b.c\"},"
          + "\"tags\":[\"x\",\"y\"],\"attrs\":{\"k\":\"v\"}}";

  private Events() {}

  static Struct struct() {
    return new Struct(SCHEMA)
        .put("user_id", "u-1")
        .put("event_type", "click")
        .put("timestamp", 1_700_000_000_000L)
        .put("delay", 7)
        .put("level", (byte) 3)
        .put("price", new BigDecimal("12.50"))
        .put("at", new Date(1_700_000_000_000L))
        .put("user", new Struct(USER).put("id", 5L).put("Email", "a@b.c"))
        .put("tags", List.of("x", "y"))
        .put("attrs", Map.of("k", "v"));
  }

  static Map<String, Object> map() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("user_id", "u-1");
    map.put("event_type", "click");
    map.put("timestamp", 1_700_000_000_000L);
    map.put("delay", 7L);
    map.put("level", 3L);
    map.put("price", 12.5);
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("id", 5L);
    user.put("Email", "a@b.c");
    map.put("user", user);
    map.put("tags", List.of("x", "y"));
    map.put("attrs", Map.of("k", "v"));
    return map;
  }
}
