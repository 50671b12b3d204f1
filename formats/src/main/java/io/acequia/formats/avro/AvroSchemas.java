package io.acequia.formats.avro;

import io.acequia.formats.value.LogicalType;
import io.acequia.formats.value.Misfit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Field;

/**
 * Avro's schema of one of Connect's. What Avro has no word for is kept in the property {@code
 * connect.type}, whose name and values are those of Confluent's converter: {@code int8}, {@code
 * int16}, and {@code map} for a map whose keys are not text, which becomes an array of entries. A
 * field whose name Avro does not allow keeps it in {@code connect.name}.
 */
final class AvroSchemas {

  static final String TYPE = "connect.type";
  static final String NAME = "connect.name";
  private static final String ROOT = "Record";

  private final Map<String, org.apache.kafka.connect.data.Schema> named = new HashMap<>();
  private final Map<String, Schema> records = new HashMap<>();

  private AvroSchemas() {}

  /**
   * The schema of a file of such records.
   *
   * @throws Misfit naming the field, if Avro cannot express it
   */
  static Schema of(org.apache.kafka.connect.data.Schema schema) {
    return new AvroSchemas().plain(schema, ROOT);
  }

  private Schema schema(org.apache.kafka.connect.data.Schema schema, String nameHint) {
    Schema plain = plain(schema, nameHint);
    return schema.isOptional() ? Schema.createUnion(Schema.create(Schema.Type.NULL), plain) : plain;
  }

  private Schema plain(org.apache.kafka.connect.data.Schema schema, String nameHint) {
    return switch (LogicalType.of(schema)) {
      case DECIMAL ->
          LogicalTypes.decimal(LogicalType.precision(schema), LogicalType.scale(schema))
              .addToSchema(Schema.create(Schema.Type.BYTES));
      case DATE -> LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
      case TIME -> LogicalTypes.timeMillis().addToSchema(Schema.create(Schema.Type.INT));
      case TIMESTAMP -> LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
      case NONE -> ofType(schema, nameHint);
    };
  }

  private Schema ofType(org.apache.kafka.connect.data.Schema schema, String nameHint) {
    return switch (schema.type()) {
      case INT8 -> marked(Schema.create(Schema.Type.INT), "int8");
      case INT16 -> marked(Schema.create(Schema.Type.INT), "int16");
      case INT32 -> Schema.create(Schema.Type.INT);
      case INT64 -> Schema.create(Schema.Type.LONG);
      case FLOAT32 -> Schema.create(Schema.Type.FLOAT);
      case FLOAT64 -> Schema.create(Schema.Type.DOUBLE);
      case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
      case STRING -> Schema.create(Schema.Type.STRING);
      case BYTES -> Schema.create(Schema.Type.BYTES);
      case ARRAY -> Schema.createArray(schema(schema.valueSchema(), nameHint + "_element"));
      case MAP -> map(schema, nameHint);
      case STRUCT -> struct(schema, nameHint);
    };
  }

  private static Schema marked(Schema schema, String type) {
    schema.addProp(TYPE, type);
    return schema;
  }

  /** Whether a map is one of Avro's, too. */
  static boolean hasTextKeys(org.apache.kafka.connect.data.Schema map) {
    org.apache.kafka.connect.data.Schema keys = map.keySchema();
    return keys.type() == org.apache.kafka.connect.data.Schema.Type.STRING && !keys.isOptional();
  }

  private Schema map(org.apache.kafka.connect.data.Schema map, String nameHint) {
    if (hasTextKeys(map)) {
      return Schema.createMap(schema(map.valueSchema(), nameHint + "_value"));
    }
    List<Schema.Field> entry = new ArrayList<>();
    entry.add(new Schema.Field("key", schema(map.keySchema(), nameHint + "_key")));
    entry.add(new Schema.Field("value", schema(map.valueSchema(), nameHint + "_value")));
    String name = free(legal(nameHint + "_entry"));
    named.put(name, map);
    return marked(Schema.createArray(Schema.createRecord(name, null, null, false, entry)), "map");
  }

  private Schema struct(org.apache.kafka.connect.data.Schema struct, String nameHint) {
    String name = name(struct.name() == null ? nameHint : struct.name());
    org.apache.kafka.connect.data.Schema same = named.get(name);
    if (same != null) {
      Schema known = records.get(name);
      if (known != null && same.fields().equals(struct.fields())) {
        return known;
      }
      name = free(name);
    }
    named.put(name, struct);
    List<Schema.Field> fields = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Field field : struct.fields()) {
      fields.add(field(field, name.replace('.', '_'), used));
    }
    Schema record = Schema.createRecord(name, struct.doc(), null, false, fields);
    records.put(name, record);
    return record;
  }

  private Schema.Field field(Field field, String owner, Set<String> used) {
    String name = legal(field.name());
    while (!used.add(name)) {
      name += "_";
    }
    try {
      Schema schema = schema(field.schema(), owner + "_" + name);
      Schema.Field avro =
          field.schema().isOptional()
              ? new Schema.Field(
                  name, schema, field.schema().doc(), Schema.Field.NULL_DEFAULT_VALUE)
              : new Schema.Field(name, schema, field.schema().doc());
      if (!name.equals(field.name())) {
        avro.addProp(NAME, field.name());
      }
      return avro;
    } catch (Misfit misfit) {
      throw misfit.in(field.name());
    } catch (IllegalArgumentException e) {
      throw new Misfit("cannot be expressed in Avro: " + e.getMessage()).in(field.name());
    }
  }

  private String free(String name) {
    String free = name;
    for (int i = 2; named.containsKey(free); i++) {
      free = name + i;
    }
    return free;
  }

  /** A full name with dots. */
  private static String name(String given) {
    List<String> parts = new ArrayList<>();
    for (String part : given.split("\\.", -1)) {
      parts.add(legal(part));
    }
    return String.join(".", parts);
  }

  /** Letters, digits and underscores, not beginning with a digit. */
  private static String legal(String name) {
    String cleaned = name.replaceAll("[^A-Za-z0-9_]", "_");
    boolean begins = !cleaned.isEmpty() && !Character.isDigit(cleaned.charAt(0));
    return begins ? cleaned : "_" + cleaned;
  }
}
