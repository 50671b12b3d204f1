package io.acequia.smt.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** Turns what a script returned into Connect's values: the same objects where nothing changed. */
final class ConnectValues {

  static final int MAX_DEPTH = 100;

  private static final double MAX_SAFE = 9_007_199_254_740_992d;

  private final SandboxContext context;
  private int depth;

  ConnectValues(SandboxContext context) {
    this.context = context;
  }

  /**
   * A value for a record without schema: map, list, text, boolean, Long, Double, Date, null.
   *
   * @param before what stood at the same place, and is kept if it still does; null for none
   * @throws FieldException if it has no counterpart
   */
  @Nullable Object open(@Nullable Object value, @Nullable Object before) {
    context.charge(1);
    if (value == null || Undefined.isUndefined(value) || value == Scriptable.NOT_FOUND) {
      return null;
    }
    if (value == before) {
      return before;
    }
    if (!(value instanceof Scriptable object)) {
      return openLeaf(value);
    }
    if (ScriptValues.isDate(value)) {
      return ConnectNumbers.date(value);
    }
    if (++depth > MAX_DEPTH) {
      throw new FieldException("is nested more than " + MAX_DEPTH + " deep, or contains itself");
    }
    try {
      return openContainer(object, before);
    } finally {
      depth--;
    }
  }

  private static Object openLeaf(Object value) {
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    return value instanceof Number number ? ConnectNumbers.open(number) : value;
  }

  private @Nullable Object openContainer(Scriptable object, @Nullable Object before) {
    if (object instanceof RecordObject record) {
      return record.isChanged() ? openRecord(record) : record.fields().raw();
    }
    if (object instanceof Opaque opaque) {
      return opaque.raw();
    }
    if (object instanceof NativeArray array) {
      return openList(array, before);
    }
    if (!isPlain(object)) {
      return openLeaf(primitive(object));
    }
    Map<?, ?> old = before instanceof Map<?, ?> map ? map : Map.of();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (String name : names(object)) {
      openField(result, name, get(object, name), old.get(name));
    }
    return result;
  }

  private Object openRecord(RecordObject record) {
    if (!(record.fields() instanceof Fields.OfMap fields)) {
      throw new FieldException("is a struct inside of a value without schema");
    }
    Map<Object, @Nullable Object> result = new LinkedHashMap<>(fields.raw());
    record
        .written()
        .forEach(
            (name, value) -> {
              if (value == RecordObject.DELETED) {
                result.remove(name);
              } else {
                openField(result, name, value, fields.raw().get(name));
              }
            });
    return result;
  }

  private <K> void openField(
      Map<? super String, @Nullable Object> result,
      String name,
      @Nullable Object value,
      @Nullable Object before) {
    if (Undefined.isUndefined(value)) {
      result.remove(name);
      return;
    }
    try {
      result.put(name, open(value, before));
    } catch (FieldException e) {
      throw e.in(name);
    }
  }

  private Object openList(NativeArray array, @Nullable Object before) {
    if (ScriptValues.isUnchanged(array, before) && before != null) {
      return before;
    }
    context.meter().elements(array.getLength());
    List<?> old = before instanceof List<?> list ? list : List.of();
    List<@Nullable Object> result = new ArrayList<>((int) array.getLength());
    for (int i = 0; i < array.getLength(); i++) {
      try {
        result.add(open(array.get(i, array), i < old.size() ? old.get(i) : null));
      } catch (FieldException e) {
        throw e.in(i);
      }
    }
    return result;
  }

  /**
   * A value of a schema that {@link SchemaInference} found for it.
   *
   * @throws FieldException if it does not fit
   */
  @Nullable Object of(@Nullable Object value, Schema schema) {
    context.charge(1);
    if (value == null || Undefined.isUndefined(value) || value == Scriptable.NOT_FOUND) {
      if (!schema.isOptional() && schema.defaultValue() == null) {
        throw new FieldException("is required, but the script made it null");
      }
      return null;
    }
    return switch (schema.type()) {
      case STRUCT -> struct(value, schema);
      case MAP -> map(value, schema);
      case ARRAY -> array(value, schema);
      default -> ConnectNumbers.of(value instanceof Scriptable s ? unwrapped(s) : value, schema);
    };
  }

  private static Object unwrapped(Scriptable object) {
    if (object instanceof Opaque opaque) {
      return opaque.raw();
    }
    return ScriptValues.isDate(object) ? ConnectNumbers.date(object) : primitive(object);
  }

  private Struct struct(Object value, Schema schema) {
    if (!(value instanceof Scriptable object)) {
      throw new FieldException("is a struct, but the script gave something else");
    }
    RecordObject record = object instanceof RecordObject view ? view : null;
    if (record == null && !isPlain(object)) {
      throw new FieldException("is a struct, but the script gave something else");
    }
    if (record != null && record.schema() == schema && !record.isChanged()) {
      return (Struct) record.fields().raw();
    }
    Struct result = new Struct(schema);
    List<Field> fields = schema.fields();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      if (record != null && isUntouched(record, field)) {
        result.put(field, record.fields().get(field.name()));
        continue;
      }
      try {
        Object now = record == null ? get(object, field.name()) : record.get(field.name(), record);
        result.put(field, of(now, field.schema()));
      } catch (FieldException e) {
        throw e.in(field.name());
      }
    }
    return result;
  }

  /** So that it can be copied as it is. */
  private static boolean isUntouched(RecordObject record, Field field) {
    if (record.written().containsKey(field.name())
        || !(record.fields() instanceof Fields.OfStruct fields)) {
      return false;
    }
    Field before = fields.schema().field(field.name());
    return before != null && before.schema() == field.schema();
  }

  private Map<?, ?> map(Object value, Schema schema) {
    if (value instanceof RecordObject record
        && record.fields() instanceof Fields.OfMap fields
        && !record.isChanged()) {
      return fields.raw();
    }
    if (!(value instanceof Scriptable object)
        || !(value instanceof RecordObject || isPlain(object))
        || schema.keySchema().type() != Schema.Type.STRING) {
      throw new FieldException("is a map, but the script gave something else");
    }
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    for (String name : names(object)) {
      try {
        result.put(name, of(get(object, name), schema.valueSchema()));
      } catch (FieldException e) {
        throw e.in(name);
      }
    }
    return result;
  }

  private List<?> array(Object value, Schema schema) {
    if (!(value instanceof NativeArray array)) {
      throw new FieldException("is an array, but the script gave something else");
    }
    List<@Nullable Object> result = new ArrayList<>((int) array.getLength());
    for (int i = 0; i < array.getLength(); i++) {
      try {
        result.add(of(array.get(i, array), schema.valueSchema()));
      } catch (FieldException e) {
        throw e.in(i);
      }
    }
    return result;
  }

  /** Whether it is an object whose fields are its value, as those of {@code {...}} are. */
  static boolean isPlain(Scriptable object) {
    return object instanceof NativeObject && object.getClassName().equals("Object");
  }

  /** The value of {@code new String("x")} and its kind. */
  static Object primitive(Scriptable object) {
    return switch (object.getClassName()) {
      case "String", "Number", "Boolean", "BigInt" -> ScriptRuntime.toPrimitive(object);
      default -> throw noCounterpart(object);
    };
  }

  static FieldException noCounterpart(Object value) {
    String kind =
        value instanceof Function
            ? "function"
            : value instanceof Scriptable object ? object.getClassName() : "symbol";
    return new FieldException("is a JavaScript " + kind + ", which no record can have");
  }

  static List<String> names(Scriptable object) {
    List<String> names = new ArrayList<>();
    for (Object id : object.getIds()) {
      names.add(id.toString());
    }
    return names;
  }

  static @Nullable Object get(Scriptable object, String name) {
    Object value = ScriptableObject.getProperty(object, name);
    return value == Scriptable.NOT_FOUND
        ? ScriptRuntime.getObjectElem(
            object, name, org.mozilla.javascript.Context.getCurrentContext())
        : value;
  }

  /** Whether a number is whole and so small that a double can tell it from its neighbours. */
  static boolean isIntegral(Number number) {
    double value = number.doubleValue();
    return number instanceof Long || (value == Math.rint(value) && Math.abs(value) <= MAX_SAFE);
  }
}
