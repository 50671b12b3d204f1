package io.acequia.sql;

import io.acequia.sql.eval.Code;
import io.acequia.sql.json.JsonFields;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** A statement for rows of one {@link Shape}. Used by one thread at a time. */
public final class BoundStatement {

  private final @Nullable Code where;
  private final Projection projection;
  private final @Nullable JsonFields json;

  BoundStatement(@Nullable Code where, Projection projection, @Nullable JsonFields json) {
    this.where = where;
    this.projection = projection;
    this.json = json;
  }

  /** Of the Struct that results; null if a Map does, or what {@link #isFilter} says. */
  public @Nullable Schema schema() {
    return projection.schema();
  }

  /** Whether it is {@code SELECT *} and thus gives the row's value itself, JSON text included. */
  public boolean isFilter() {
    return projection instanceof WholeValue;
  }

  /**
   * @return a Struct of {@link #schema}, a Map in the order of the columns, or the value itself;
   *     null if WHERE is not TRUE
   * @throws DataException if there is no result for this row
   */
  public @Nullable Object apply(Row row) {
    if (json != null) {
      json.read(row.value());
    }
    if (where != null && !Boolean.TRUE.equals(where.eval(row))) {
      return null;
    }
    return projection.apply(row);
  }
}
