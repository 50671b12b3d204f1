package io.acequia.sql.bind;

import io.acequia.sql.Row;
import io.acequia.sql.type.SqlType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The entries of maps without schema: any name may be there. */
public final class MapScope implements Scope {

  @Override
  public Named field(String name, boolean quoted) {
    return new Named(
        name,
        Term.of(
            SqlType.ANY,
            row -> {
              Map<?, ?> map = map(row);
              return map == null ? null : map.get(name);
            }));
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
    return Term.of(SqlType.ANY, MapScope::map);
  }

  @Override
  public Collection<String> names() {
    return List.of();
  }

  private static @Nullable Map<?, ?> map(Row row) {
    Object value = row.value();
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    if (value == null) {
      return null;
    }
    throw new DataException("the value is not a map but " + value.getClass().getName());
  }
}
