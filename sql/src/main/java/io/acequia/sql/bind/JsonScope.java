package io.acequia.sql.bind;

import io.acequia.sql.json.JsonFields;
import io.acequia.sql.type.SqlType;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of JSON objects, each read into a place of its own before expressions run. */
public final class JsonScope implements Scope {

  private final JsonFields fields;

  public JsonScope(JsonFields fields) {
    this.fields = fields;
  }

  @Override
  public Named field(String name, boolean quoted) {
    int slot = fields.slot(name);
    return new Named(name, Term.of(SqlType.ANY, row -> fields.get(slot)));
  }

  @Override
  public boolean has(String name, boolean quoted) {
    return false;
  }

  @Override
  public @Nullable List<Named> all() {
    return null;
  }

  @Override
  public Term whole() {
    fields.keepWhole();
    return Term.of(SqlType.ANY, row -> fields.whole());
  }

  @Override
  public Collection<String> names() {
    return List.of();
  }
}
