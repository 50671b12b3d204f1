package io.acequia.smt.lookup;

import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table. What a view makes of it is made once and shared by the records that got it,
 * which like all values of records are not modified.
 */
final class TableRow {

  private record Seen<T>(RowView view, T value) {}

  private TableShape shape;
  private final @Nullable Object[] values;
  private volatile @Nullable Seen<Struct> struct;
  private volatile @Nullable Seen<Map<String, @Nullable Object>> map;

  TableRow(TableShape shape, @Nullable Object[] values) {
    this.shape = shape;
    this.values = values;
  }

  /** The one that it was read with, which the table may have grown out of. */
  TableShape shape() {
    return shape;
  }

  /** Takes an equal shape for its own, before other threads see it. */
  void adopt(TableShape equal) {
    shape = equal;
  }

  /** Null for a negative position. */
  @Nullable Object at(int position) {
    return position < 0 ? null : values[position];
  }

  @Nullable Object named(String column) {
    return at(shape.position(column));
  }

  Struct struct(RowView view) {
    Seen<Struct> seen = struct;
    if (seen == null || seen.view != view) {
      seen = new Seen<>(view, view.struct(this));
      struct = seen;
    }
    return seen.value;
  }

  Map<String, @Nullable Object> map(RowView view) {
    Seen<Map<String, @Nullable Object>> seen = map;
    if (seen == null || seen.view != view) {
      seen = new Seen<>(view, view.map(this));
      map = seen;
    }
    return seen.value;
  }
}
