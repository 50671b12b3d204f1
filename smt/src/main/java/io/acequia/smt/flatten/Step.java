package io.acequia.smt.flatten;

import io.acequia.sql.json.JsonWriter;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Puts one value of a nested record, or what is inside, where it belongs in the flat one. */
interface Step {

  void run(Object value, Struct flat);

  /** Puts a value that stays. */
  final class Copy implements Step {

    /** Null if a field of the same name came before or after it, which is the one that counts. */
    @Nullable Field target;

    @Override
    public void run(Object value, Struct flat) {
      Field field = target;
      if (field != null) {
        flat.put(field, value);
      }
    }
  }

  /** Puts a value as JSON. */
  record Json(Copy text, String name) implements Step {
    @Override
    public void run(Object value, Struct flat) {
      text.run(JsonWriter.write(value, null), flat);
    }
  }

  /** Puts a struct that stays, as one of another schema with the same fields. */
  record Restruct(Copy struct, Schema schema) implements Step {
    @Override
    public void run(Object value, Struct flat) {
      Struct before = (Struct) value;
      Struct after = new Struct(schema);
      for (Field field : schema.fields()) {
        Object one = before.getWithoutDefault(field.name());
        if (one != null) {
          after.put(field, one);
        }
      }
      struct.run(after, flat);
    }
  }

  /** Puts the elements of an array. */
  record Elements(String name, Step[] steps, Growth growth, FlattenOptions options)
      implements Step {
    @Override
    public void run(Object value, Struct flat) {
      List<?> list = (List<?>) value;
      int size = list.size();
      if (size > steps.length) {
        StructPlan.requireElements(size, name, options);
        growth.note(name, size);
        size = steps.length;
      }
      for (int i = 0; i < size; i++) {
        Object element = list.get(i);
        if (element != null) {
          steps[i].run(element, flat);
        }
      }
    }
  }

  /** Puts the fields of a struct. */
  final class Fields implements Step {

    private final Field[] fields;
    private final Step[] steps;

    /** Where null must stay null although a default stands beside it. */
    private final boolean[] raw;

    Fields(List<Field> fields, Step[] steps) {
      this.fields = fields.toArray(new Field[0]);
      this.steps = steps;
      this.raw = new boolean[this.fields.length];
      for (int i = 0; i < raw.length; i++) {
        Schema schema = this.fields[i].schema();
        raw[i] = schema.isOptional() && schema.defaultValue() != null;
      }
    }

    @Override
    public void run(Object value, Struct flat) {
      Struct struct = (Struct) value;
      for (int i = 0; i < fields.length; i++) {
        Field field = fields[i];
        Object inside = raw[i] ? struct.getWithoutDefault(field.name()) : struct.get(field);
        if (inside != null) {
          steps[i].run(inside, flat);
        }
      }
    }
  }
}
