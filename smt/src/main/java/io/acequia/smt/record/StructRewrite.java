package io.acequia.smt.record;

import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Changes some fields of a struct; into a struct of another schema if one of theirs changed. */
final class StructRewrite implements Rewrite {

  private final Schema schema;
  private final boolean sameSchema;
  private final Field[] before;
  private final Field[] after;
  private final @Nullable Rewrite[] rewrites;

  /**
   * @param rewrites by the field's index; null where it stays
   */
  StructRewrite(Schema before, Schema after, @Nullable Rewrite[] rewrites) {
    this.schema = after;
    this.sameSchema = before == after;
    this.before = array(before.fields());
    this.after = array(after.fields());
    this.rewrites = rewrites;
  }

  private static Field[] array(List<Field> fields) {
    return fields.toArray(new Field[0]);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public @Nullable Object value(@Nullable Object value) {
    if (!(value instanceof Struct struct)) {
      return value;
    }
    return sameSchema ? sameStruct(struct) : newStruct(struct);
  }

  private Struct newStruct(Struct struct) {
    Struct result = new Struct(schema);
    for (int i = 0; i < before.length; i++) {
      Object value = read(struct, before[i]);
      Rewrite rewrite = rewrites[i];
      put(result, after[i], rewrite == null ? value : rewrite.value(value));
    }
    return result;
  }

  private Struct sameStruct(Struct struct) {
    Struct result = null;
    for (int i = 0; i < before.length; i++) {
      Rewrite rewrite = rewrites[i];
      if (rewrite == null && result == null) {
        continue;
      }
      Object value = read(struct, before[i]);
      Object changed = rewrite == null ? value : rewrite.value(value);
      if (changed != value && result == null) {
        result = copy(struct, i);
      }
      if (result != null) {
        put(result, before[i], changed);
      }
    }
    return result == null ? struct : result;
  }

  /** The first fields only: each is checked as it is put, which costs. */
  private Struct copy(Struct struct, int count) {
    Struct copy = new Struct(schema);
    for (int i = 0; i < count; i++) {
      put(copy, before[i], read(struct, before[i]));
    }
    return copy;
  }

  /** Null is what an empty field is, and may not be put where a default stands for it. */
  private static void put(Struct struct, Field field, @Nullable Object value) {
    if (value != null) {
      struct.put(field, value);
    }
  }

  /** Null stays null even where there is a default, which takes the slower way by name. */
  private static @Nullable Object read(Struct struct, Field field) {
    return field.schema().defaultValue() == null
        ? struct.get(field)
        : struct.getWithoutDefault(field.name());
  }
}
