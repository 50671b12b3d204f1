package io.acequia.sql;

import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** Makes the result of a statement from a row that has passed WHERE. */
interface Projection {

  /** Of the result, if that is a Struct. */
  @Nullable Schema schema();

  @Nullable Object apply(Row row);
}
