package io.acequia.smt.record;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was made from a schema. Bounded: a producer with ever new schemas costs time, not memory.
 * The schema of the record before is found by one comparison of references; others by {@link
 * Schema#equals}, which is slow. Not thread-safe.
 */
public final class SchemaCache<T> {

  private static final int LIMIT = 64;

  private final Function<Schema, T> make;
  private final Map<Schema, T> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Schema, T> eldest) {
          return size() > LIMIT;
        }
      };
  private @Nullable Schema lastSchema;
  private @Nullable T last;

  /**
   * @param make called for a schema that is not there; what it throws is not kept
   */
  public SchemaCache(Function<Schema, T> make) {
    this.make = make;
  }

  public T get(Schema schema) {
    T found = last;
    if (schema == lastSchema && found != null) {
      return found;
    }
    found = entries.computeIfAbsent(schema, make);
    lastSchema = schema;
    last = found;
    return found;
  }
}
