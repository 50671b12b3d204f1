package io.acequia.jdbc.sink.write;

import io.acequia.jdbc.sink.schema.TableModel;
import io.acequia.jdbc.sink.schema.TableName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables as the writer last saw them, for the task's thread to encode rows ahead of it. What is
 * out of date here costs time only: the writer encodes again.
 */
final class KnownTables {
  private final Map<TableName, TableModel> tables = new ConcurrentHashMap<>();

  void put(TableModel table) {
    tables.put(table.name(), table);
  }

  @Nullable TableModel get(TableName name) {
    return tables.get(name);
  }

  void clear() {
    tables.clear();
  }
}
