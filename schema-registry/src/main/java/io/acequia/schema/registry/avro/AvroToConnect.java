package io.acequia.schema.registry.avro;

import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Makes the Connect schema of an Avro schema: the same that Confluent's converter makes. A record
 * that contains itself does so by references, so that its schema goes on for ever for whoever
 * follows its fields.
 */
public final class AvroToConnect {

  private static final int MAX_DEPTH = 64;

  private final Schema root;
  private final @Nullable Integer version;
  private final AvroOptions options;
  private final OpenRecords<String, RecordReference.Target> records = new OpenRecords<>();
  private final Set<String> openEntries = new HashSet<>();
  private int depth;

  private AvroToConnect(Schema root, @Nullable Integer version, AvroOptions options) {
    this.root = root;
    this.version = version;
    this.options = options;
  }

  /**
   * The Connect schema; null for values without one.
   *
   * @param version of the subject in the registry, for a schema that does not say its own
   * @throws DataException if Connect cannot express it
   */
  public static org.apache.kafka.connect.data.@Nullable Schema schema(
      Schema schema, @Nullable Integer version, AvroOptions options) {
    return isAnything(schema)
        ? null
        : new AvroToConnect(schema, version, options).make(schema, false, null);
  }

  static boolean isAnything(Schema schema) {
    return schema.getType() == Schema.Type.RECORD
        && schema.getFullName().equals(AvroNames.ANYTHING);
  }

  private org.apache.kafka.connect.data.Schema make(
      Schema schema, boolean optional, @Nullable Object fieldDefault) {
    if (Unions.isOptional(schema)) {
      return make(Unions.onlyMember(schema), true, null);
    }
    if (++depth > MAX_DEPTH) {
      throw new DataException("a schema is nested more than " + MAX_DEPTH + " deep");
    }
    var made =
        schema.getType() == Schema.Type.RECORD
            ? makeRecord(schema, optional, fieldDefault)
            : build(schema, optional, fieldDefault);
    depth--;
    return made;
  }

  private org.apache.kafka.connect.data.Schema makeRecord(
      Schema schema, boolean optional, @Nullable Object fieldDefault) {
    String name = schema.getFullName();
    RecordReference.Target itself = records.find(name);
    if (itself != null) {
      return itself.reference(optional);
    }
    RecordReference.Target target = new RecordReference.Target(root, name, version, options);
    records.open(name, target);
    org.apache.kafka.connect.data.Schema made = build(schema, optional, fieldDefault);
    target.resolve(made);
    records.close(name);
    return made;
  }

  private org.apache.kafka.connect.data.Schema build(
      Schema schema, boolean optional, @Nullable Object fieldDefault) {
    SchemaBuilder builder = builder(schema);
    boolean itself = depth == 1 && !optional;
    addNames(builder, schema, itself ? version : null);
    Object own = schema.getObjectProp(AvroNames.CONNECT_DEFAULT);
    if (fieldDefault != null && own == null) {
      builder.parameter(AvroNames.FIELD_DEFAULT, "true");
    }
    if (optional || schema.getType() == Schema.Type.UNION && Unions.hasNull(schema)) {
      builder.optional();
    }
    Object given = own == null ? fieldDefault : own;
    return given == null ? builder.build() : DefaultValues.addTo(builder, given);
  }

  private SchemaBuilder builder(Schema schema) {
    return switch (schema.getType()) {
      case BOOLEAN -> SchemaBuilder.bool();
      case INT -> integer(schema);
      case LONG ->
          LogicalType.of(schema) == LogicalType.TIMESTAMP_MILLIS
              ? Timestamp.builder()
              : SchemaBuilder.int64();
      case FLOAT -> SchemaBuilder.float32();
      case DOUBLE -> SchemaBuilder.float64();
      case STRING -> SchemaBuilder.string();
      case BYTES, FIXED -> bytes(schema);
      case ENUM -> enumeration(schema);
      case ARRAY -> array(schema);
      case MAP ->
          SchemaBuilder.map(
              org.apache.kafka.connect.data.Schema.STRING_SCHEMA, item(schema.getValueType()));
      case RECORD -> record(schema);
      case UNION -> union(schema);
      case NULL -> throw new DataException("Connect has no schema of nothing but null");
    };
  }

  private org.apache.kafka.connect.data.Schema item(Schema schema) {
    return make(schema, false, null);
  }

  private static SchemaBuilder integer(Schema schema) {
    switch (LogicalType.of(schema)) {
      case DATE:
        return Date.builder();
      case TIME_MILLIS:
        return Time.builder();
      default:
        return switch (Objects.requireNonNullElse(schema.getProp(AvroNames.CONNECT_TYPE), "")) {
          case "int8" -> SchemaBuilder.int8();
          case "int16" -> SchemaBuilder.int16();
          default -> SchemaBuilder.int32();
        };
    }
  }

  private static SchemaBuilder bytes(Schema schema) {
    SchemaBuilder builder;
    if (LogicalType.of(schema) == LogicalType.DECIMAL) {
      builder = Decimal.builder(LogicalType.scale(schema));
      int precision = LogicalType.precision(schema);
      if (precision != AvroNames.DEFAULT_PRECISION) {
        builder.parameter(AvroNames.DECIMAL_PRECISION, Integer.toString(precision));
      }
    } else {
      builder = SchemaBuilder.bytes();
    }
    if (schema.getType() == Schema.Type.FIXED) {
      builder.parameter(AvroNames.FIXED_SIZE, Integer.toString(schema.getFixedSize()));
    }
    return builder;
  }

  private SchemaBuilder enumeration(Schema schema) {
    SchemaBuilder builder = SchemaBuilder.string();
    if (schema.getDoc() != null) {
      builder.parameter(AvroNames.ENUM_DOC + schema.getName(), schema.getDoc());
    }
    if (schema.getEnumDefault() != null) {
      builder.parameter(AvroNames.ENUM_DEFAULT + schema.getName(), schema.getEnumDefault());
    }
    builder.parameter(AvroNames.ENUM, schema.getFullName());
    for (String symbol : schema.getEnumSymbols()) {
      builder.parameter(AvroNames.ENUM + "." + symbol, symbol);
    }
    return builder;
  }

  private SchemaBuilder array(Schema schema) {
    Schema element = schema.getElementType();
    if (!isMapEntry(element)) {
      return SchemaBuilder.array(item(element));
    }
    if (!openEntries.add(element.getFullName())) {
      throw new DataException(
          "the map entries "
              + element.getFullName()
              + " contain themselves; only records may, and a map's entries are none in Connect");
    }
    SchemaBuilder map =
        SchemaBuilder.map(
            item(element.getField(AvroNames.KEY).schema()),
            item(element.getField(AvroNames.VALUE).schema()));
    openEntries.remove(element.getFullName());
    return map;
  }

  /** Whether a list of these records is a map whose keys are no texts. */
  static boolean isMapEntry(Schema schema) {
    if (schema.getType() != Schema.Type.RECORD || schema.getFields().size() != 2) {
      return false;
    }
    boolean named =
        schema.getFullName().equals(AvroNames.NAMESPACE + "." + AvroNames.MAP_ENTRY)
            || AvroNames.MAP_ENTRY.equals(schema.getProp(AvroNames.CONNECT_INTERNAL_TYPE));
    return named
        && schema.getField(AvroNames.KEY) != null
        && schema.getField(AvroNames.VALUE) != null;
  }

  private SchemaBuilder record(Schema schema) {
    SchemaBuilder builder = SchemaBuilder.struct();
    if (schema.getDoc() != null) {
      builder.parameter(AvroNames.RECORD_DOC, schema.getDoc());
    }
    for (Schema.Field field : schema.getFields()) {
      if (field.doc() != null) {
        builder.parameter(AvroNames.FIELD_DOC + field.name(), field.doc());
      }
      builder.field(field.name(), make(field.schema(), false, field.defaultVal()));
    }
    return builder;
  }

  private SchemaBuilder union(Schema schema) {
    SchemaBuilder builder = SchemaBuilder.struct().name(AvroNames.UNION);
    Set<String> names = new HashSet<>();
    for (Schema member : Unions.members(schema)) {
      String name = Unions.fieldName(member, options);
      if (!names.add(name)) {
        throw new DataException(
            "two members of a union have the name "
                + name
                + ": set enhanced.avro.schema.support, so that they get their full names");
      }
      builder.field(name, make(member, true, null));
    }
    return builder;
  }

  private void addNames(SchemaBuilder builder, Schema schema, @Nullable Integer version) {
    String doc = schema.getProp(AvroNames.CONNECT_DOC);
    if (doc != null) {
      builder.doc(doc);
    }
    if (builder.name() == null) {
      String name = name(schema);
      if (name != null) {
        builder.name(name);
      }
    }
    Object own = schema.getObjectProp(AvroNames.CONNECT_VERSION);
    if (builder.version() == null) {
      if (own instanceof Number number) {
        builder.version(number.intValue());
      } else if (version != null) {
        builder.version(version);
      }
    }
    if (schema.getObjectProp(AvroNames.CONNECT_PARAMETERS) instanceof Map<?, ?> parameters) {
      parameters.forEach(
          (name, value) -> {
            boolean there = builder.parameters() != null && builder.parameters().containsKey(name);
            if (!there) {
              builder.parameter((String) name, String.valueOf(value));
            }
          });
    }
  }

  private static @Nullable String name(Schema schema) {
    String given = schema.getProp(AvroNames.CONNECT_NAME);
    if (given != null) {
      return given;
    }
    boolean named =
        switch (schema.getType()) {
          case RECORD, ENUM, FIXED -> true;
          default -> false;
        };
    return named && !isDefaultName(schema.getFullName()) ? schema.getFullName() : null;
  }

  private static boolean isDefaultName(String name) {
    return name.matches("io\\.confluent\\.connect\\.avro\\." + AvroNames.DEFAULT_RECORD + "\\d*");
  }
}
