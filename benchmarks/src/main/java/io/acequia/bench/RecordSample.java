package io.acequia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/** Records of the sample data, in a shape. */
enum RecordSample {
  /** The flight's own fields and an id. */
  FLIGHT,
  /** The same, its times and its route as objects. */
  NESTED,
  /** An event of the seed's kind around a flight; every tenth a heartbeat. */
  EVENT,
  /** Airports with their coordinates. */
  AIRPORT;

  private static final int COUNT = 1_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A thousand. */
  SinkRecord[] records(Path root, boolean structs) {
    List<ObjectNode> rows = rows(root);
    Schema schema = structs ? schema(rows.get(0), false) : null;
    return rows.stream()
        .map(row -> schema == null ? map(row) : struct(schema, row))
        .map(value -> new SinkRecord("flights", 0, null, null, schema, value, 42L))
        .toArray(SinkRecord[]::new);
  }

  private List<ObjectNode> rows(Path root) {
    if (this == AIRPORT) {
      return airports(root);
    }
    FlightRows flights = FlightRows.read(root);
    return IntStream.range(0, COUNT).mapToObj(id -> row(flights, id)).toList();
  }

  private ObjectNode row(FlightRows flights, int id) {
    ObjectNode flight = object(flights.row(id));
    ObjectNode row = JSON.createObjectNode().put("id", (long) id);
    if (this == NESTED) {
      row.putObject("times").set("date", flight.get("date"));
      ((ObjectNode) row.get("times")).set("delay", flight.get("delay"));
      row.putObject("route").set("origin", flight.get("origin"));
      ((ObjectNode) row.get("route")).set("destination", flight.get("destination"));
      ((ObjectNode) row.get("route")).set("distance", flight.get("distance"));
      return row;
    }
    if (this == EVENT) {
      return JSON.createObjectNode()
          .put("user_id", "u" + id)
          .put("event_type", id % 10 == 0 ? "heartbeat" : "flight.departed")
          .put("timestamp", 1_767_225_600_000L + id)
          .set("data", flight);
    }
    return flight;
  }

  private static ObjectNode object(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a sample flight is not JSON", e);
    }
  }

  private static List<ObjectNode> airports(Path root) {
    Path file = root.resolve("compose/sample-data/airports.csv");
    try {
      return Files.readAllLines(file).stream()
          .skip(1)
          .filter(line -> line.split(",").length == 7)
          .map(line -> line.split(","))
          .map(
              cells ->
                  JSON.createObjectNode()
                      .put("iata", cells[0])
                      .put("latitude", Double.parseDouble(cells[5]))
                      .put("longitude", Double.parseDouble(cells[6])))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Schema schema(ObjectNode row, boolean optional) {
    SchemaBuilder builder = SchemaBuilder.struct();
    row.properties().forEach(field -> builder.field(field.getKey(), schema(field.getValue())));
    return optional ? builder.optional().build() : builder.build();
  }

  private static Schema schema(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return schema(object, true);
    }
    if (value.isTextual()) {
      return Schema.OPTIONAL_STRING_SCHEMA;
    }
    return value.isIntegralNumber() ? Schema.OPTIONAL_INT64_SCHEMA : Schema.OPTIONAL_FLOAT64_SCHEMA;
  }

  private static Map<String, Object> map(ObjectNode row) {
    Map<String, Object> map = new LinkedHashMap<>();
    row.properties().forEach(field -> map.put(field.getKey(), leaf(field.getValue())));
    return map;
  }

  private static Struct struct(Schema schema, ObjectNode row) {
    Struct struct = new Struct(schema);
    for (Field field : schema.fields()) {
      JsonNode value = row.get(field.name());
      struct.put(
          field, value instanceof ObjectNode object ? struct(field.schema(), object) : leaf(value));
    }
    return struct;
  }

  private static Object leaf(JsonNode value) {
    if (value instanceof ObjectNode object) {
      return map(object);
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    return value.isIntegralNumber() ? (Object) value.longValue() : (Object) value.doubleValue();
  }
}
