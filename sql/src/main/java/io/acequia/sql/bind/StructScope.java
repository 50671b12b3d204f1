package io.acequia.sql.bind;

import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The fields of structs of one schema. */
public final class StructScope implements Scope {

  private final Schema schema;

  public StructScope(Schema schema) {
    this.schema = schema;
  }

  @Override
  public @Nullable Named field(String name, boolean quoted) {
    Field field = find(schema, name, quoted);
    return field == null ? null : named(field);
  }

  private static Named named(Field field) {
    return new Named(field.name(), Term.of(SqlType.of(field.schema()), new FieldCode(field)));
  }

  @Override
  public boolean has(String name, boolean quoted) {
    return find(schema, name, quoted) != null;
  }

  @Override
  public List<Named> all() {
    List<Named> all = new ArrayList<>();
    for (Field field : schema.fields()) {
      all.add(named(field));
    }
    return all;
  }

  @Override
  public Term whole() {
    return Term.of(SqlType.of(schema), io.acequia.sql.Row::value);
  }

  @Override
  public Collection<String> names() {
    return names(schema);
  }

  static List<String> names(Schema struct) {
    return struct.fields().stream().map(Field::name).toList();
  }

  /** As it is written, or else the only one that differs in case, unless the name is quoted. */
  static @Nullable Field find(Schema struct, String name, boolean quoted) {
    Field exact = struct.field(name);
    if (exact != null || quoted) {
      return exact;
    }
    Field found = null;
    for (Field field : struct.fields()) {
      if (field.name().equalsIgnoreCase(name)) {
        if (found != null) {
          return null;
        }
        found = field;
      }
    }
    return found;
  }
}
