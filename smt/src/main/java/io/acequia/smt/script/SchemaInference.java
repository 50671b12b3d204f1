package io.acequia.smt.script;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Schema.Type;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/**
 * The schema of what a script returned. A field that existed keeps its type; the type of a new one
 * is inferred from its value, and optional.
 */
final class SchemaInference {

  /**
   * Of null in a new field: whatever the other elements of its array are; else an optional text.
   */
  private static final Schema UNKNOWN = SchemaBuilder.string().optional().build();

  private static final Schema TIMESTAMP = Timestamp.builder().optional().build();

  private final Shapes shapes;
  private final Map<Integer, Schema> decimals = new HashMap<>();
  private final SandboxContext context;
  private int depth;

  SchemaInference(Shapes shapes, SandboxContext context) {
    this.shapes = shapes;
    this.context = context;
  }

  /**
   * @param known the schema of the field that has this value, if it existed
   * @throws FieldException if no schema can have the value
   */
  Schema of(@Nullable Object value, @Nullable Schema known) {
    Schema schema = open(value, known);
    return schema == UNKNOWN ? Schema.OPTIONAL_STRING_SCHEMA : schema;
  }

  private Schema open(@Nullable Object value, @Nullable Schema known) {
    context.charge(1);
    if (known != null && (isNothing(value) || !isContainer(known))) {
      return known;
    }
    if (known != null && known.type() == Type.MAP) {
      return known;
    }
    if (value instanceof Scriptable object && !ScriptValues.isDate(object)) {
      return container(object, known);
    }
    return known == null ? leaf(value) : known;
  }

  private Schema container(Scriptable object, @Nullable Schema known) {
    if (++depth > ConnectValues.MAX_DEPTH) {
      throw new FieldException("is nested more than 100 deep, or contains itself");
    }
    try {
      if (object instanceof RecordObject record) {
        return record(record, known);
      }
      if (object instanceof NativeArray array) {
        return array(array, known);
      }
      if (object instanceof Opaque opaque) {
        return known == null ? opaque(opaque) : known;
      }
      if (ConnectValues.isPlain(object)) {
        return known == null || known.type() == Type.STRUCT
            ? struct(ConnectValues.names(object), name -> ConnectValues.get(object, name), known)
            : known;
      }
      return known == null ? leaf(ConnectValues.primitive(object)) : known;
    } finally {
      depth--;
    }
  }

  private Schema record(RecordObject record, @Nullable Schema known) {
    Schema own = record.schema();
    if (own != null && own.type() == Type.MAP) {
      return known == null ? own : known;
    }
    if (known != null && known.type() != Type.STRUCT) {
      return known;
    }
    Schema base = known == null ? own : known;
    if (own != null && own == base) {
      return record.isChanged() ? changed(record, own) : own;
    }
    return struct(record.names(), name -> record.get(name, record), base);
  }

  /** Most fields of a struct are as they were: only those written are looked at. */
  private Schema changed(RecordObject record, Schema own) {
    Map<String, @Nullable Object> written = record.written();
    List<Field> fields = own.fields();
    List<String> names = new ArrayList<>(fields.size() + written.size());
    List<Schema> schemas = new ArrayList<>(fields.size() + written.size());
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (written.containsKey(field.name())) {
        add(names, schemas, field.name(), written.get(field.name()), field.schema());
      } else {
        names.add(field.name());
        schemas.add(field.schema());
      }
    }
    for (Map.Entry<String, @Nullable Object> entry : written.entrySet()) {
      if (own.field(entry.getKey()) == null) {
        add(names, schemas, entry.getKey(), entry.getValue(), null);
      }
    }
    return shapes.struct(own, names, schemas);
  }

  private void add(
      List<String> names,
      List<Schema> schemas,
      String name,
      @Nullable Object value,
      @Nullable Schema known) {
    if (value == RecordObject.DELETED || Undefined.isUndefined(value)) {
      return;
    }
    try {
      schemas.add(of(value, known));
    } catch (FieldException e) {
      throw e.in(name);
    }
    names.add(name);
  }

  private interface Getter {
    @Nullable Object get(String name);
  }

  private Schema struct(List<String> names, Getter getter, @Nullable Schema base) {
    List<String> kept = new ArrayList<>(names.size());
    List<Schema> schemas = new ArrayList<>(names.size());
    for (String name : names) {
      Field field = base == null ? null : base.field(name);
      add(kept, schemas, name, getter.get(name), field == null ? null : field.schema());
    }
    return shapes.struct(base, kept, schemas);
  }

  private Schema array(NativeArray array, @Nullable Schema known) {
    if (known != null && known.type() != Type.ARRAY) {
      return known;
    }
    context.meter().elements(array.getLength());
    Schema elements = UNKNOWN;
    for (int i = 0; i < array.getLength(); i++) {
      try {
        Schema next = open(array.get(i, array), known == null ? null : known.valueSchema());
        elements = common(elements, next);
      } catch (FieldException e) {
        throw e.in(i);
      }
    }
    if (elements == UNKNOWN) {
      elements = known == null ? Schema.OPTIONAL_STRING_SCHEMA : known.valueSchema();
    }
    return shapes.array(known, elements);
  }

  private Schema common(Schema a, Schema b) {
    if (a == b || b == UNKNOWN) {
      return a;
    }
    if (a == UNKNOWN) {
      return b;
    }
    if (isNumber(a) && isNumber(b)) {
      return Schema.OPTIONAL_FLOAT64_SCHEMA;
    }
    if (a.type() == Type.ARRAY && b.type() == Type.ARRAY) {
      return shapes.array(a, common(a.valueSchema(), b.valueSchema()));
    }
    if (a.type() == Type.STRUCT && b.type() == Type.STRUCT) {
      return union(a, b);
    }
    if (a.equals(b)) {
      return a;
    }
    throw new FieldException("has another type than the elements before it");
  }

  private Schema union(Schema a, Schema b) {
    Map<String, Schema> fields = new LinkedHashMap<>();
    a.fields().forEach(field -> fields.put(field.name(), field.schema()));
    for (Field field : b.fields()) {
      try {
        fields.merge(field.name(), field.schema(), this::common);
      } catch (FieldException e) {
        throw e.in(field.name());
      }
    }
    return shapes.struct(a, List.copyOf(fields.keySet()), List.copyOf(fields.values()));
  }

  private static boolean isNumber(Schema schema) {
    return schema == Schema.OPTIONAL_INT64_SCHEMA || schema == Schema.OPTIONAL_FLOAT64_SCHEMA;
  }

  private static boolean isContainer(Schema schema) {
    return schema.type() == Type.STRUCT || schema.type() == Type.ARRAY || schema.type() == Type.MAP;
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null || Undefined.isUndefined(value);
  }

  private Schema leaf(@Nullable Object value) {
    if (value == null || Undefined.isUndefined(value) || value == Scriptable.NOT_FOUND) {
      return UNKNOWN;
    }
    if (value instanceof CharSequence) {
      return Schema.OPTIONAL_STRING_SCHEMA;
    }
    if (value instanceof Boolean) {
      return Schema.OPTIONAL_BOOLEAN_SCHEMA;
    }
    if (value instanceof BigDecimal decimal) {
      return decimal(decimal.scale());
    }
    if (value instanceof Number number) {
      return number instanceof BigInteger || ConnectValues.isIntegral(number)
          ? Schema.OPTIONAL_INT64_SCHEMA
          : Schema.OPTIONAL_FLOAT64_SCHEMA;
    }
    if (ScriptValues.isDate(value)) {
      return TIMESTAMP;
    }
    throw ConnectValues.noCounterpart(value);
  }

  private Schema decimal(int scale) {
    return decimals.computeIfAbsent(scale, s -> Decimal.builder(s).optional().build());
  }

  private static Schema opaque(Opaque opaque) {
    if (opaque.raw() instanceof byte[] || opaque.raw() instanceof ByteBuffer) {
      return Schema.OPTIONAL_BYTES_SCHEMA;
    }
    throw new FieldException("has a type that is not Connect's");
  }
}
