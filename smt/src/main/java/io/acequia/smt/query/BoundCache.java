package io.acequia.smt.query;

import io.acequia.smt.record.RecordPart;
import io.acequia.sql.Shape;
import io.acequia.sql.SqlException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * What a statement is for the shapes of records that came. Bounded; the shape of the record before
 * is found by comparing references. Not thread-safe.
 *
 * @param <T> a bound statement or expression
 */
public final class BoundCache<T> {

  private static final int LIMIT = 64;

  private final RecordPart part;
  private final Function<Shape, T> bind;
  private final Map<Shape, T> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Shape, T> eldest) {
          return size() > LIMIT;
        }
      };
  private Shape.@Nullable Form lastForm;
  private @Nullable Schema lastValue;
  private @Nullable Schema lastKey;
  private @Nullable T last;

  /**
   * @param part that the rows' values come from
   * @param bind called for a shape that is not there
   */
  public BoundCache(RecordPart part, Function<Shape, T> bind) {
    this.part = part;
    this.bind = bind;
  }

  /**
   * The statement for records like this one.
   *
   * @throws DataException if the statement does not fit their schema
   */
  public T get(ConnectRecord<?> record, Shape.Form form) {
    Schema value = form == Shape.Form.STRUCT ? part.schema(record) : null;
    Schema key = record.keySchema();
    T found = last;
    if (found != null && form == lastForm && value == lastValue && key == lastKey) {
      return found;
    }
    found = bound(new Shape(form, value, key));
    lastForm = form;
    lastValue = value;
    lastKey = key;
    last = found;
    return found;
  }

  private T bound(Shape shape) {
    try {
      return entries.computeIfAbsent(shape, bind);
    } catch (SqlException e) {
      throw new DataException("the statement does not fit this record: " + e.getMessage(), e);
    }
  }
}
