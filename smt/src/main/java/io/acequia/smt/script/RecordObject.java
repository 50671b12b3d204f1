package io.acequia.smt.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Symbol;
import org.mozilla.javascript.SymbolScriptable;

/**
 * A struct or map in a script: reads go straight through, and what is written lies over it. The
 * struct or map itself is never modified.
 */
final class RecordObject implements Scriptable, SymbolScriptable {

  /** Stands for a field that the script deleted. */
  static final Object DELETED = new Object();

  private final Fields fields;
  private final @Nullable Schema schema;
  private final ScriptValues values;
  private @Nullable Scriptable prototype;
  private @Nullable Map<String, @Nullable Object> written;

  RecordObject(Fields fields, @Nullable Schema schema, ScriptValues values) {
    this.fields = fields;
    this.schema = schema;
    this.values = values;
    this.prototype = values.objectPrototype();
  }

  Fields fields() {
    return fields;
  }

  /** Of the struct or map; null in a record without schema. */
  @Nullable Schema schema() {
    return schema;
  }

  /** What was written, {@link #DELETED}, or merely read and may have changed inside. */
  Map<String, @Nullable Object> written() {
    return written == null ? Map.of() : written;
  }

  /** Whether the script changed anything in it, at any depth. */
  boolean isChanged() {
    if (written != null) {
      for (Map.Entry<String, @Nullable Object> entry : written.entrySet()) {
        if (!ScriptValues.isUnchanged(entry.getValue(), fields.get(entry.getKey()))) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public @Nullable Object get(String name, Scriptable start) {
    if (written != null) {
      Object value = written.get(name);
      if (value == DELETED) {
        return NOT_FOUND;
      }
      if (value != null || written.containsKey(name)) {
        return value;
      }
    }
    Object raw = fields.get(name);
    if (raw == Fields.ABSENT) {
      return NOT_FOUND;
    }
    Object value = values.toScript(raw, raw == null ? null : fields.schema(name));
    if (value != raw) {
      // An object is made once, so that it keeps its identity and what is written into it.
      write(name, value);
    }
    return value;
  }

  @Override
  public @Nullable Object get(int index, Scriptable start) {
    return get(Integer.toString(index), start);
  }

  @Override
  public Object get(Symbol key, Scriptable start) {
    return NOT_FOUND;
  }

  @Override
  public boolean has(String name, Scriptable start) {
    if (written != null && written.containsKey(name)) {
      return written.get(name) != DELETED;
    }
    return fields.get(name) != Fields.ABSENT;
  }

  @Override
  public boolean has(int index, Scriptable start) {
    return has(Integer.toString(index), start);
  }

  @Override
  public boolean has(Symbol key, Scriptable start) {
    return false;
  }

  @Override
  public void put(String name, Scriptable start, @Nullable Object value) {
    if (start != this) {
      // An object that has this one as its prototype.
      start.put(name, start, value);
      return;
    }
    write(name, value);
  }

  @Override
  public void put(int index, Scriptable start, @Nullable Object value) {
    put(Integer.toString(index), start, value);
  }

  @Override
  public void put(Symbol key, Scriptable start, @Nullable Object value) {
    if (start != this && start instanceof SymbolScriptable other) {
      other.put(key, start, value);
    }
  }

  @Override
  public void delete(String name) {
    if (fields.get(name) != Fields.ABSENT) {
      write(name, DELETED);
    } else if (written != null) {
      written.remove(name);
    }
  }

  @Override
  public void delete(int index) {
    delete(Integer.toString(index));
  }

  @Override
  public void delete(Symbol key) {
    // There are none.
  }

  private void write(String name, @Nullable Object value) {
    if (written == null) {
      written = new LinkedHashMap<>();
    }
    written.put(name, value);
  }

  @Override
  public Object[] getIds() {
    return names().toArray();
  }

  /** The fields that there are now: the old ones in their order, then the new ones. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Object name : fields.names()) {
      if (name instanceof String text && has(text, this)) {
        names.add(text);
      }
    }
    if (written != null) {
      written.forEach(
          (name, value) -> {
            if (value != DELETED && fields.get(name) == Fields.ABSENT) {
              names.add(name);
            }
          });
    }
    return names;
  }

  @Override
  public String getClassName() {
    return "Object";
  }

  @Override
  public @Nullable Scriptable getPrototype() {
    return prototype;
  }

  @Override
  public void setPrototype(@Nullable Scriptable prototype) {
    this.prototype = prototype;
  }

  @Override
  public Scriptable getParentScope() {
    return values.scope();
  }

  @Override
  public void setParentScope(Scriptable parent) {
    // It stays in the scope that it was made for.
  }

  @Override
  public Object getDefaultValue(@Nullable Class<?> hint) {
    return ScriptableObject.getDefaultValue(this, hint);
  }

  @Override
  public boolean hasInstance(Scriptable instance) {
    return false;
  }
}
