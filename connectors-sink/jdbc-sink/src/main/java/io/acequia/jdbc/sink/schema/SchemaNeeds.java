package io.acequia.jdbc.sink.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a batch needs of its table that the table does not have: columns, and wider types. */
public final class SchemaNeeds {
  private final Map<String, SqlType> missing = new LinkedHashMap<>();
  private final Map<String, SqlType> wider = new LinkedHashMap<>();

  /** A column is missing whose values are of this type, among others. */
  public void column(String name, SqlType type) {
    missing.merge(name, type, SqlType::or);
  }

  /** A column is too narrow for values of this type. */
  public void widen(String name, SqlType type) {
    wider.merge(name, type, SqlType::or);
  }

  public boolean isEmpty() {
    return missing.isEmpty() && wider.isEmpty();
  }

  public Map<String, SqlType> missing() {
    return Collections.unmodifiableMap(missing);
  }

  public Map<String, SqlType> wider() {
    return Collections.unmodifiableMap(wider);
  }
}
