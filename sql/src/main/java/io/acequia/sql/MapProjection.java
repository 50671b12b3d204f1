package io.acequia.sql;

import io.acequia.sql.bind.Output;
import io.acequia.sql.eval.Code;
import io.acequia.sql.eval.PlainValue;
import io.acequia.sql.type.SqlType.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Columns to a map of what a converter can write without schema. */
final class MapProjection implements Projection {

  private final Part[] parts;
  private final int capacity;

  MapProjection(List<Output> outputs) {
    parts = outputs.stream().map(MapProjection::part).toArray(Part[]::new);
    capacity = outputs.size() * 4 / 3 + 1;
  }

  private static Part part(Output output) {
    if (output instanceof Output.Column column) {
      return new Column(column.name(), column.term().code(), column.term().type().kind());
    }
    Output.Spread spread = (Output.Spread) output;
    return new Spread(spread.base().code(), spread.except());
  }

  @Override
  public @Nullable Schema schema() {
    return null;
  }

  @Override
  public Map<String, @Nullable Object> apply(Row row) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>(capacity);
    for (Part part : parts) {
      part.putInto(result, row);
    }
    return result;
  }

  private sealed interface Part {
    void putInto(Map<String, @Nullable Object> result, Row row);
  }

  private record Column(String name, Code code, Kind kind) implements Part {
    @Override
    public void putInto(Map<String, @Nullable Object> result, Row row) {
      result.put(name, PlainValue.of(code.eval(row), kind));
    }
  }

  private record Spread(Code base, Set<String> except) implements Part {
    @Override
    public void putInto(Map<String, @Nullable Object> result, Row row) {
      Object value = base.eval(row);
      if (value instanceof Map<?, ?> map) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          String name = String.valueOf(entry.getKey());
          if (!except.contains(name)) {
            result.put(name, PlainValue.of(entry.getValue(), Kind.ANY));
          }
        }
      } else if (value instanceof Struct struct) {
        for (Field field : struct.schema().fields()) {
          if (!except.contains(field.name())) {
            result.put(field.name(), PlainValue.of(struct.get(field), Kind.ANY));
          }
        }
      } else if (value != null) {
        throw new DataException("* needs a map, not " + value.getClass().getName());
      }
    }
  }
}
