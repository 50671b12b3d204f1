package io.acequia.sql;

import io.acequia.sql.bind.JsonScope;
import io.acequia.sql.bind.MapScope;
import io.acequia.sql.bind.Scope;
import io.acequia.sql.bind.StructScope;
import io.acequia.sql.json.JsonFields;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How fields come out of the rows of a shape. */
final class RowReader {

  private final Scope scope;
  private final @Nullable JsonFields json;

  RowReader(Shape shape) {
    json = shape.form() == Shape.Form.JSON ? new JsonFields() : null;
    if (json != null) {
      scope = new JsonScope(json);
    } else if (shape.form() == Shape.Form.MAP) {
      scope = new MapScope();
    } else {
      scope = new StructScope(Objects.requireNonNull(shape.value(), "schema of the value"));
    }
  }

  Scope scope() {
    return scope;
  }

  /** What has to read each row before expressions run, if anything has to. */
  @Nullable JsonFields json() {
    return json;
  }

  Set<String> names() {
    return json == null ? Set.of() : json.names();
  }

  boolean readsAll() {
    return json != null && json.keepsWhole();
  }
}
