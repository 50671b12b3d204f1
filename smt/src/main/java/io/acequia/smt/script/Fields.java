package io.acequia.smt.script;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A struct or a map, as a script sees it: values by name. */
sealed interface Fields {

  /** Stands for a field that is not there, which null does not. */
  Object ABSENT = new Object();

  /** A value, null or {@link #ABSENT}; a struct's defaults do not show. */
  @Nullable Object get(String name);

  /** In their order; only those that are texts. */
  Collection<?> names();

  /** The schema of a field that is there; null if there is none. */
  @Nullable Schema schema(String name);

  /** What is behind. */
  Object raw();

  /**
   * A struct.
   *
   * @param schema equal to the struct's own, and the same object for all such structs
   */
  record OfStruct(Struct raw, Schema schema) implements Fields {

    @Override
    public @Nullable Object get(String name) {
      Field field = raw.schema().field(name);
      if (field == null) {
        return ABSENT;
      }
      return field.schema().defaultValue() == null ? raw.get(field) : raw.getWithoutDefault(name);
    }

    @Override
    public List<String> names() {
      return schema.fields().stream().map(Field::name).toList();
    }

    @Override
    public Schema schema(String name) {
      return schema.field(name).schema();
    }
  }

  /**
   * A map.
   *
   * @param values of its values; null in a record without schema
   */
  record OfMap(Map<?, ?> raw, @Nullable Schema values) implements Fields {

    @Override
    public @Nullable Object get(String name) {
      Object value = raw.get(name);
      return value == null && !raw.containsKey(name) ? ABSENT : value;
    }

    @Override
    public Collection<?> names() {
      return raw.keySet();
    }

    @Override
    public @Nullable Schema schema(String name) {
      return values;
    }
  }
}
