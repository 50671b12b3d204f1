package io.acequia.schema.registry.avro;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema.Type;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Avro schema of a Connect schema: the same text that Confluent's converter makes, so
 * that a registry knows it as the same schema. For one schema.
 */
public final class ConnectToAvro {

  private static final int MAX_DEPTH = 64;

  private final AvroOptions options;
  private final Map<Shape, String> unnamed = new HashMap<>();
  private final OpenRecords<Shape, org.apache.avro.Schema> records = new OpenRecords<>();

  /** What a record is made of, whether it is optional or not. */
  private record Shape(
      @Nullable String name,
      List<Field> fields,
      @Nullable Integer version,
      @Nullable String doc,
      @Nullable Map<String, String> parameters,
      @Nullable Object defaultValue) {

    static Shape of(Schema schema) {
      return new Shape(
          schema.name(),
          schema.fields(),
          schema.version(),
          schema.doc(),
          schema.parameters(),
          schema.defaultValue());
    }
  }

  private ConnectToAvro(AvroOptions options) {
    this.options = options;
  }

  /**
   * The Avro schema.
   *
   * @param schema null: of values without schema
   * @throws DataException if Avro cannot express it
   */
  public static org.apache.avro.Schema schema(@Nullable Schema schema, AvroOptions options) {
    if (schema == null) {
      return Anything.SCHEMA;
    }
    try {
      org.apache.avro.Schema made = new ConnectToAvro(options).make(schema, 0);
      var unused = made.toString(); // Two unequal records of one name are found only here.
      return made;
    } catch (AvroRuntimeException e) {
      throw new DataException(
          "the schema " + schema.name() + " cannot be written as Avro: " + e.getMessage(), e);
    }
  }

  private org.apache.avro.Schema make(Schema schema, int depth) {
    if (depth > MAX_DEPTH) {
      throw new DataException("a schema is nested more than " + MAX_DEPTH + " deep");
    }
    if (schema.type() == Schema.Type.STRUCT && AvroNames.UNION.equals(schema.name())) {
      return union(schema, depth);
    }
    org.apache.avro.Schema itself =
        schema.type() == Schema.Type.STRUCT ? records.find(Shape.of(schema)) : null;
    org.apache.avro.Schema base = itself == null ? described(schema, depth) : itself;
    if (!schema.isOptional()) {
      return base;
    }
    org.apache.avro.Schema nothing = org.apache.avro.Schema.create(Type.NULL);
    return schema.defaultValue() == null
        ? org.apache.avro.Schema.createUnion(nothing, base)
        : org.apache.avro.Schema.createUnion(base, nothing);
  }

  /** The schema with what only Connect knows of it. */
  private org.apache.avro.Schema described(Schema schema, int depth) {
    org.apache.avro.Schema base = base(schema, depth);
    if (options.metaData()) {
      addMetaData(base, schema);
    }
    String logical = logicalType(schema);
    if (logical != null) {
      base.addProp(AvroNames.LOGICAL_TYPE, logical);
    }
    return base;
  }

  private org.apache.avro.Schema union(Schema schema, int depth) {
    List<org.apache.avro.Schema> members = new ArrayList<>();
    if (schema.isOptional()) {
      members.add(org.apache.avro.Schema.create(Type.NULL));
    }
    for (Field field : schema.fields()) {
      org.apache.avro.Schema member = make(field.schema(), depth + 1);
      members.add(member.getType() == Type.UNION ? Unions.onlyMember(member) : member);
    }
    return org.apache.avro.Schema.createUnion(members);
  }

  private org.apache.avro.Schema base(Schema schema, int depth) {
    return switch (schema.type()) {
      case INT8, INT16, INT32 -> org.apache.avro.Schema.create(Type.INT);
      case INT64 -> org.apache.avro.Schema.create(Type.LONG);
      case FLOAT32 -> org.apache.avro.Schema.create(Type.FLOAT);
      case FLOAT64 -> org.apache.avro.Schema.create(Type.DOUBLE);
      case BOOLEAN -> org.apache.avro.Schema.create(Type.BOOLEAN);
      case STRING ->
          options.enhanced() && parameter(schema, AvroNames.ENUM) != null
              ? enumeration(schema)
              : org.apache.avro.Schema.create(Type.STRING);
      case BYTES -> bytes(schema);
      case ARRAY -> org.apache.avro.Schema.createArray(make(schema.valueSchema(), depth + 1));
      case MAP -> map(schema, depth);
      case STRUCT -> record(schema, depth);
    };
  }

  private static org.apache.avro.Schema bytes(Schema schema) {
    String size = parameter(schema, AvroNames.FIXED_SIZE);
    String name = schema.name();
    if (Decimal.LOGICAL_NAME.equals(name)) {
      org.apache.avro.Schema decimal = org.apache.avro.Schema.create(Type.BYTES);
      decimal.addProp(AvroNames.SCALE, number(schema, Decimal.SCALE_FIELD, "0"));
      decimal.addProp(
          AvroNames.PRECISION,
          number(schema, AvroNames.DECIMAL_PRECISION, "" + AvroNames.DEFAULT_PRECISION));
      return decimal;
    }
    if (size != null && name != null) {
      return org.apache.avro.Schema.createFixed(
          AvroNames.simple(name),
          null,
          AvroNames.namespace(name),
          number(schema, AvroNames.FIXED_SIZE, size));
    }
    return org.apache.avro.Schema.create(Type.BYTES);
  }

  private static int number(Schema schema, String parameter, String otherwise) {
    String text = Objects.requireNonNullElse(parameter(schema, parameter), otherwise);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new DataException("the parameter " + parameter + " of a schema is not a number", e);
    }
  }

  private static org.apache.avro.Schema enumeration(Schema schema) {
    String name = Objects.requireNonNull(parameter(schema, AvroNames.ENUM));
    List<String> symbols = new ArrayList<>();
    schema
        .parameters()
        .forEach(
            (key, value) -> {
              if (key.startsWith(AvroNames.ENUM + ".")) {
                symbols.add(value);
              }
            });
    String simple = AvroNames.simple(name);
    return org.apache.avro.Schema.createEnum(
        simple,
        parameter(schema, AvroNames.ENUM_DOC + simple),
        AvroNames.namespace(name),
        symbols,
        parameter(schema, AvroNames.ENUM_DEFAULT + simple));
  }

  /** Avro's maps have texts as keys; others become lists of entries. */
  private org.apache.avro.Schema map(Schema schema, int depth) {
    Schema keys = schema.keySchema();
    if (keys.type() == Schema.Type.STRING && !keys.isOptional()) {
      return org.apache.avro.Schema.createMap(make(schema.valueSchema(), depth + 1));
    }
    String name = schema.name();
    org.apache.avro.Schema entry =
        name == null
            ? newRecord(AvroNames.NAMESPACE + "." + AvroNames.MAP_ENTRY, null)
            : newRecord(name, null);
    if (name != null) {
      entry.addProp(AvroNames.CONNECT_INTERNAL_TYPE, AvroNames.MAP_ENTRY);
    }
    entry.setFields(
        List.of(
            field(AvroNames.KEY, keys, null, depth + 1),
            field(AvroNames.VALUE, schema.valueSchema(), null, depth + 1)));
    return org.apache.avro.Schema.createArray(entry);
  }

  private org.apache.avro.Schema record(Schema schema, int depth) {
    Shape shape = Shape.of(schema);
    String name = schema.name();
    org.apache.avro.Schema made =
        newRecord(
            name == null ? defaultName(shape) : name, parameter(schema, AvroNames.RECORD_DOC));
    records.open(shape, made);
    List<org.apache.avro.Schema.Field> fields = new ArrayList<>(schema.fields().size());
    for (Field field : schema.fields()) {
      String doc = parameter(schema, AvroNames.FIELD_DOC + field.name());
      fields.add(field(field.name(), field.schema(), doc, depth + 1));
    }
    made.setFields(fields);
    records.close(shape);
    return made;
  }

  private static org.apache.avro.Schema newRecord(String name, @Nullable String doc) {
    return org.apache.avro.Schema.createRecord(
        AvroNames.simple(name), doc, AvroNames.namespace(name), false);
  }

  /** Equal structs have one name, whether they are optional or not. */
  private String defaultName(Shape shape) {
    String number = unnamed.isEmpty() ? "" : Integer.toString(unnamed.size() + 1);
    return unnamed.computeIfAbsent(
        shape, key -> AvroNames.NAMESPACE + "." + AvroNames.DEFAULT_RECORD + number);
  }

  private org.apache.avro.Schema.Field field(
      String name, Schema schema, @Nullable String doc, int depth) {
    Object defaultValue = null;
    if (schema.defaultValue() != null) {
      defaultValue = DefaultValues.toAvro(schema, schema.defaultValue());
      if (defaultValue instanceof Float number) {
        defaultValue = number.doubleValue(); // As Confluent's text has it.
      }
    } else if (schema.isOptional()) {
      defaultValue = JsonProperties.NULL_VALUE;
    }
    return new org.apache.avro.Schema.Field(name, make(schema, depth), doc, defaultValue);
  }

  /** The order of these is part of the text. */
  private static void addMetaData(org.apache.avro.Schema base, Schema schema) {
    if (schema.doc() != null) {
      base.addProp(AvroNames.CONNECT_DOC, schema.doc());
    }
    if (schema.version() != null) {
      base.addProp(AvroNames.CONNECT_VERSION, (Object) schema.version());
    }
    if (schema.parameters() != null && !schema.parameters().isEmpty()) {
      base.addProp(AvroNames.CONNECT_PARAMETERS, schema.parameters());
    }
    if (schema.defaultValue() != null && parameter(schema, AvroNames.FIELD_DEFAULT) == null) {
      base.addProp(AvroNames.CONNECT_DEFAULT, DefaultValues.toAvro(schema, schema.defaultValue()));
    }
    if (schema.name() != null) {
      base.addProp(AvroNames.CONNECT_NAME, schema.name());
    }
    if (schema.type() == Schema.Type.INT8 || schema.type() == Schema.Type.INT16) {
      base.addProp(AvroNames.CONNECT_TYPE, schema.type().getName());
    }
  }

  private static @Nullable String logicalType(Schema schema) {
    if (schema.name() == null) {
      return null;
    }
    return switch (schema.name()) {
      case Decimal.LOGICAL_NAME -> "decimal";
      case Date.LOGICAL_NAME -> "date";
      case Time.LOGICAL_NAME -> "time-millis";
      case Timestamp.LOGICAL_NAME -> "timestamp-millis";
      default -> null;
    };
  }

  private static @Nullable String parameter(Schema schema, String name) {
    return schema.parameters() == null ? null : schema.parameters().get(name);
  }
}
