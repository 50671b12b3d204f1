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
      result.put(after[i], rewrite == null ? value : rewrite.value(value));
    }
    return result;
  }

  private Struct sameStruct(Struct struct) {
    Struct result = null;
    for (int i = 0; i < before.length; i++) {
      Rewrite rewrite = rewrites[i];
      if (rewrite == null) {
        continue;
      }
      Object value = read(struct, before[i]);
      Object changed = rewrite.value(value);
      if (changed != value) {
        if (result == null) {
          result = copy(struct);
        }
        result.put(before[i], changed);
      }
    }
    return result == null ? struct : result;
  }

  private Struct copy(Struct struct) {
    Struct copy = new Struct(schema);
    for (Field field : before) {
      copy.put(field, read(struct, field));
    }
    return copy;
  }

  /** Null stays null even where there is a default, which takes the slower way by name. */
  private static @Nullable Object read(Struct struct, Field field) {
    return field.schema().defaultValue() == null
        ? struct.get(field)
        : struct.getWithoutDefault(field.name());
  }
}
