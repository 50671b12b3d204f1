package io.acequia.smt.lookup;

import io.acequia.smt.enrich.AddedFields;
import io.acequia.smt.enrich.TargetField;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What the rows of one shape become in a record: one nested field, or fields beside the others. */
final class RowFields {

  private final RowView view;
  private final boolean nested;
  private final AddedFields fields;
  private final @Nullable Object[] values;

  /**
   * @param into the field that gets the row; null for a field for each column
   */
  RowFields(RowView view, @Nullable TargetField into) {
    this.view = view;
    this.nested = into != null;
    this.fields =
        into == null
            ? new AddedFields(null, view.names(), view.schemas())
            : new AddedFields(into.parent(), List.of(into.name()), List.of(view.schema()));
    this.values = new Object[into == null ? view.size() : 1];
  }

  @Nullable Schema schema(@Nullable Schema schema) {
    return fields.schema(schema);
  }

  /** The record's key or value with the row; with nulls if there is none. */
  @Nullable Object value(@Nullable Schema schema, Object before, @Nullable TableRow row) {
    if (nested) {
      values[0] = row == null ? null : schema == null ? row.map(view) : row.struct(view);
    } else {
      for (int i = 0; i < values.length; i++) {
        values[i] = row == null ? null : schema == null ? view.open(row, i) : view.typed(row, i);
      }
    }
    return fields.value(schema, before, values);
  }
}
