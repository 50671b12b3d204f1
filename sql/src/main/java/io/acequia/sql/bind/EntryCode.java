package io.acequia.sql.bind;

import io.acequia.sql.Row;
import io.acequia.sql.eval.Code;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An entry of the value, which is a map; null if there is none. */
record EntryCode(String name) implements Code {

  /** Jackson interns the names of fields: one that is interned too is found by identity. */
  EntryCode(String name) {
    this.name = name.intern();
  }

  @Override
  public @Nullable Object eval(Row row) {
    Map<?, ?> map = MapScope.map(row);
    return map == null ? null : map.get(name);
  }
}
