package io.acequia.smt.script;

import java.math.BigInteger;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/**
 * Shows a record's values to a script. Texts, booleans and numbers go in as they are: the engine
 * calculates with any {@link Number} as with a double, and one that a script only passes on comes
 * out as the same object, with all the digits of a long or a decimal.
 */
final class ScriptValues {

  private final SandboxContext context;
  private final Scriptable scope;
  private final Scriptable objectPrototype;

  ScriptValues(SandboxContext context, Scriptable scope) {
    this.context = context;
    this.scope = scope;
    this.objectPrototype = ScriptableObject.getObjectPrototype(scope);
  }

  Scriptable scope() {
    return scope;
  }

  Scriptable objectPrototype() {
    return objectPrototype;
  }

  /**
   * @param schema of the value; null in a record without schema
   */
  @Nullable Object toScript(@Nullable Object value, @Nullable Schema schema) {
    if (value == null || value instanceof String || value instanceof Boolean) {
      return value;
    }
    if (value instanceof Number && !(value instanceof BigInteger)) {
      return value;
    }
    if (value instanceof Struct struct) {
      Schema known = schema == null ? struct.schema() : schema;
      return new RecordObject(new Fields.OfStruct(struct, known), known, this);
    }
    if (value instanceof Map<?, ?> map) {
      Schema values = schema == null ? null : schema.valueSchema();
      return new RecordObject(new Fields.OfMap(map, values), schema, this);
    }
    if (value instanceof List<?> list) {
      return array(list, schema == null ? null : schema.valueSchema());
    }
    if (value instanceof Date date) {
      return context.newObject(scope, "Date", new Object[] {(double) date.getTime()});
    }
    return new Opaque(value, scope, objectPrototype);
  }

  private Scriptable array(List<?> list, @Nullable Schema schema) {
    context.charge(list.size());
    Object[] elements = new Object[list.size()];
    int i = 0;
    for (Object element : list) {
      elements[i++] = toScript(element, schema);
    }
    return context.newArray(scope, elements);
  }

  /** Whether a value in a script still says what was shown to it. */
  static boolean isUnchanged(@Nullable Object script, @Nullable Object raw) {
    if (script == raw) {
      return true;
    }
    if (script instanceof RecordObject object) {
      return object.fields().raw() == raw && !object.isChanged();
    }
    if (script instanceof NativeArray array) {
      return raw instanceof List<?> list && isUnchanged(array, list);
    }
    if (script instanceof Opaque opaque) {
      return opaque.raw() == raw;
    }
    if (isDate(script)) {
      return raw instanceof Date date && ScriptRuntime.toNumber(script) == date.getTime();
    }
    return script != null && script.equals(raw);
  }

  private static boolean isUnchanged(NativeArray array, List<?> list) {
    if (array.getLength() != list.size()) {
      return false;
    }
    int i = 0;
    for (Object raw : list) {
      if (!isUnchanged(array.get(i++, array), raw)) {
        return false;
      }
    }
    return true;
  }

  static boolean isDate(@Nullable Object script) {
    return script instanceof Scriptable object && object.getClassName().equals("Date");
  }
}
