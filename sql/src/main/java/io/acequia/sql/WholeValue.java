package io.acequia.sql;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** {@code SELECT *}: the value itself. */
record WholeValue(@Nullable Schema schema) implements Projection {

  @Override
  public @Nullable Object apply(Row row) {
    return row.value();
  }
}
