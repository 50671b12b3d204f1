package io.acequia.streams.transforms.topology;

import io.acequia.sql.BoundStatement;
import io.acequia.sql.Shape;
import io.acequia.sql.SqlStatement;
import io.acequia.sql.function.FunctionTable;
import io.acequia.streams.transforms.row.LayeredRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A select list and a condition. Immutable. */
final class Selection {

  private final SqlStatement statement;
  private final boolean layered;

  private Selection(SqlStatement statement, boolean layered) {
    this.statement = statement;
    this.layered = layered;
  }

  /**
   * A selection whose rows are the columns of the list alone.
   *
   * @param select empty: all columns
   */
  static Selection replacing(List<String> select, @Nullable String where, FunctionTable functions) {
    return new Selection(compile(select, where, functions), false);
  }

  /** A selection whose columns stand in front of those that they were selected from. */
  static Selection layering(List<String> select, @Nullable String where, FunctionTable functions) {
    return new Selection(compile(select, where, functions), !select.isEmpty());
  }

  private static SqlStatement compile(
      List<String> select, @Nullable String where, FunctionTable functions) {
    return SqlStatement.compile(
        select.isEmpty() ? "*" : String.join(", ", select), where, functions);
  }

  Set<String> rootFields() {
    return statement.rootFields();
  }

  boolean readsAll() {
    return statement.readsAll();
  }

  /** For one thread. */
  Step bind() {
    BoundStatement bound = statement.bind(Shape.map(null));
    return row -> {
      @SuppressWarnings("unchecked") // What a statement gives for maps.
      Map<String, @Nullable Object> selected = (Map<String, @Nullable Object>) bound.apply(row);
      if (selected == null || !layered) {
        return selected;
      }
      @SuppressWarnings("unchecked") // What rows are.
      Map<String, @Nullable Object> behind = (Map<String, @Nullable Object>) row.value();
      return behind == null ? selected : new LayeredRow(selected, behind);
    };
  }

  /** Selects from a row. */
  interface Step {

    /** Null if the condition is not true. */
    @Nullable Map<String, @Nullable Object> apply(RowView row);
  }
}
