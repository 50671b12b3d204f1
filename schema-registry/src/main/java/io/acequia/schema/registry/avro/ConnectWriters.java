package io.acequia.schema.registry.avro;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema.Type;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.Encoder;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Makes writers for pairs of a Connect schema and an Avro schema. */
final class ConnectWriters {

  private final AvroOptions options;
  private final OpenRecords<Pair, NestedRecord> records = new OpenRecords<>();

  /** By identity: schemas that contain themselves need not have an end to compare. */
  private record Pair(Schema schema, org.apache.avro.Schema target) {

    @Override
    @SuppressWarnings("ReferenceEquality") // As said.
    public boolean equals(@Nullable Object other) {
      return other instanceof Pair that && schema == that.schema && target == that.target;
    }

    @Override
    public int hashCode() {
      return 31 * System.identityHashCode(schema) + System.identityHashCode(target);
    }
  }

  private ConnectWriters(AvroOptions options) {
    this.options = options;
  }

  static ValueWriter of(Schema schema, org.apache.avro.Schema target, AvroOptions options) {
    return new ConnectWriters(options).writer(schema, target, "", false);
  }

  private ValueWriter writer(
      Schema schema, org.apache.avro.Schema target, String path, boolean fromField) {
    if (target.getType() == Type.UNION) {
      return isUnion(schema)
          ? union(schema, target, path)
          : optional(schema, target, path, fromField);
    }
    ContentWriter writer = content(schema, target, path);
    // A struct gives the default itself where a field is null.
    Object otherwise = fromField ? null : schema.defaultValue();
    return (value, out) -> {
      Object given = value == null ? otherwise : value;
      if (given == null) {
        throw new DataException(
            "null, where " + (path.isEmpty() ? "the value" : path) + " must not be null");
      }
      writer.write(given, out);
    };
  }

  private static boolean isUnion(Schema schema) {
    return schema.type() == Schema.Type.STRUCT && AvroNames.UNION.equals(schema.name());
  }

  private ValueWriter optional(
      Schema schema, org.apache.avro.Schema target, String path, boolean fromField) {
    List<org.apache.avro.Schema> types = target.getTypes();
    int none = -1;
    int index = -1;
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i).getType() == Type.NULL) {
        none = i;
      } else if (index < 0 && fits(schema, types.get(i))) {
        index = i;
      }
    }
    if (index < 0) {
      throw misfit(schema, target, path);
    }
    ContentWriter content = content(schema, types.get(index), path);
    Object otherwise = fromField || options.nullsStayNull() ? null : schema.defaultValue();
    int nullIndex = none;
    int valueIndex = index;
    return (value, out) -> {
      Object given = value == null ? otherwise : value;
      if (given != null) {
        out.writeIndex(valueIndex);
        content.write(given, out);
      } else if (nullIndex >= 0) {
        out.writeIndex(nullIndex);
        out.writeNull();
      } else {
        throw new DataException("null, where " + path + " must not be null");
      }
    };
  }

  private ValueWriter union(Schema schema, org.apache.avro.Schema target, String path) {
    Field[] fields = schema.fields().toArray(Field[]::new);
    int[] indexes = new int[fields.length];
    ContentWriter[] writers = new ContentWriter[fields.length];
    Map<String, Integer> members = new HashMap<>();
    for (int i = 0; i < target.getTypes().size(); i++) {
      members.put(Unions.fieldName(target.getTypes().get(i), options), i);
    }
    for (int i = 0; i < fields.length; i++) {
      Integer index = members.get(fields[i].name());
      if (index == null) {
        throw misfit(schema, target, ConnectWriter.path(path, fields[i].name()));
      }
      indexes[i] = index;
      writers[i] = content(fields[i].schema(), target.getTypes().get(index), path);
    }
    Integer none = members.get("null");
    return (value, out) -> {
      Struct struct = (Struct) value;
      for (int i = 0; struct != null && i < fields.length; i++) {
        Object given = struct.get(fields[i]);
        if (given != null) {
          out.writeIndex(indexes[i]);
          writers[i].write(given, out);
          return;
        }
      }
      if (none == null) {
        throw new DataException("a union without any of its members" + at(path));
      }
      out.writeIndex(none);
    };
  }

  private static boolean fits(Schema schema, org.apache.avro.Schema target) {
    return switch (target.getType()) {
      case INT ->
          switch (schema.type()) {
            case INT8, INT16, INT32 -> true;
            default -> false;
          };
      case LONG ->
          switch (schema.type()) {
            case INT8, INT16, INT32, INT64 -> true;
            default -> false;
          };
      case FLOAT -> schema.type() == Schema.Type.FLOAT32;
      case DOUBLE -> schema.type() == Schema.Type.FLOAT32 || schema.type() == Schema.Type.FLOAT64;
      case BOOLEAN -> schema.type() == Schema.Type.BOOLEAN;
      case STRING, ENUM -> schema.type() == Schema.Type.STRING;
      case BYTES, FIXED -> schema.type() == Schema.Type.BYTES;
      case ARRAY ->
          schema.type() == Schema.Type.ARRAY
              || schema.type() == Schema.Type.MAP
                  && AvroToConnect.isMapEntry(target.getElementType());
      case MAP ->
          schema.type() == Schema.Type.MAP && schema.keySchema().type() == Schema.Type.STRING;
      case RECORD -> schema.type() == Schema.Type.STRUCT;
      case NULL, UNION -> false;
    };
  }

  private ContentWriter content(Schema schema, org.apache.avro.Schema target, String path) {
    if (!fits(schema, target)) {
      throw misfit(schema, target, path);
    }
    return switch (target.getType()) {
      case INT -> ScalarWriters.integer(schema);
      case LONG ->
          (value, out) ->
              out.writeLong(
                  value instanceof java.util.Date date
                      ? date.getTime()
                      : ((Number) value).longValue());
      case FLOAT -> (value, out) -> out.writeFloat((Float) value);
      case DOUBLE -> (value, out) -> out.writeDouble(((Number) value).doubleValue());
      case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
      case STRING -> (value, out) -> out.writeString((String) value);
      case ENUM -> ScalarWriters.enumeration(target, at(path));
      case BYTES -> (value, out) -> out.writeBytes(ScalarWriters.bytes(schema, value));
      case FIXED -> ScalarWriters.fixed(schema, target, at(path));
      case ARRAY -> array(schema, target, path);
      case MAP -> map(schema, target, path);
      case RECORD -> recursive(schema, target, path);
      case NULL, UNION -> throw misfit(schema, target, path);
    };
  }

  private ContentWriter array(Schema schema, org.apache.avro.Schema target, String path) {
    org.apache.avro.Schema element = target.getElementType();
    if (schema.type() == Schema.Type.MAP) {
      ValueWriter keys =
          writer(schema.keySchema(), element.getField(AvroNames.KEY).schema(), path, false);
      ValueWriter values =
          writer(schema.valueSchema(), element.getField(AvroNames.VALUE).schema(), path, false);
      return (value, out) -> {
        Map<?, ?> map = (Map<?, ?>) value;
        out.writeArrayStart();
        out.setItemCount(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.startItem();
          keys.write(entry.getKey(), out);
          values.write(entry.getValue(), out);
        }
        out.writeArrayEnd();
      };
    }
    ValueWriter items = writer(schema.valueSchema(), element, path, false);
    return (value, out) -> {
      Collection<?> list = (Collection<?>) value;
      out.writeArrayStart();
      out.setItemCount(list.size());
      for (Object item : list) {
        out.startItem();
        items.write(item, out);
      }
      out.writeArrayEnd();
    };
  }

  private ContentWriter map(Schema schema, org.apache.avro.Schema target, String path) {
    ValueWriter values = writer(schema.valueSchema(), target.getValueType(), path, false);
    return (value, out) -> {
      Map<?, ?> map = (Map<?, ?>) value;
      out.writeMapStart();
      out.setItemCount(map.size());
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        out.startItem();
        out.writeString((String) entry.getKey());
        values.write(entry.getValue(), out);
      }
      out.writeMapEnd();
    };
  }

  private ContentWriter recursive(Schema schema, org.apache.avro.Schema target, String path) {
    Pair pair = new Pair(schema, target);
    NestedRecord known = records.find(pair);
    if (known != null) {
      return known;
    }
    NestedRecord nested = new NestedRecord(at(path));
    records.open(pair, nested);
    ContentWriter made = record(schema, target, path);
    nested.resolve(made);
    return records.close(pair) ? nested : made;
  }

  private ContentWriter record(Schema schema, org.apache.avro.Schema target, String path) {
    List<org.apache.avro.Schema.Field> targets = target.getFields();
    Field[] fields = new Field[targets.size()];
    ValueWriter[] writers = new ValueWriter[targets.size()];
    boolean[] keepNull = new boolean[targets.size()];
    for (int i = 0; i < fields.length; i++) {
      org.apache.avro.Schema.Field to = targets.get(i);
      String place = ConnectWriter.path(path, to.name());
      fields[i] = schema.field(to.name());
      if (fields[i] == null) {
        writers[i] = constant(to, place);
      } else {
        keepNull[i] = options.nullsStayNull() && fields[i].schema().isOptional();
        writers[i] = writer(fields[i].schema(), to.schema(), place, true);
      }
    }
    return (value, out) -> {
      Struct struct = (Struct) value;
      for (int i = 0; i < fields.length; i++) {
        Field field = fields[i];
        Object given =
            field == null
                ? null
                : keepNull[i] ? struct.getWithoutDefault(field.name()) : struct.get(field);
        writers[i].write(given, out);
      }
    };
  }

  /** For a field that only the registry's schema has. */
  private static ValueWriter constant(org.apache.avro.Schema.Field field, String path) {
    if (!field.hasDefaultValue()) {
      throw new DataException(
          "the schema of the registry has a field "
              + path
              + " without default, which the record's schema has not");
    }
    Object value = GenericData.get().getDefaultValue(field);
    GenericDatumWriter<Object> writer = new GenericDatumWriter<>(field.schema());
    return (nothing, out) -> write(writer, value, out);
  }

  private static void write(GenericDatumWriter<Object> writer, @Nullable Object value, Encoder out)
      throws IOException {
    writer.write(value, out);
  }

  private static DataException misfit(Schema schema, org.apache.avro.Schema target, String path) {
    return new DataException(
        "a value of type "
            + schema.type().getName()
            + " cannot be written as Avro's "
            + target.getType().getName()
            + at(path));
  }

  private static String at(String path) {
    return path.isEmpty() ? "" : ", at " + path;
  }
}
