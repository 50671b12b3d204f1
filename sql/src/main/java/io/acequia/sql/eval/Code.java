package io.acequia.sql.eval;

import io.acequia.sql.Row;
import org.jspecify.annotations.Nullable;

/** A compiled expression. */
@FunctionalInterface
public interface Code {

  /**
   * @throws org.apache.kafka.connect.errors.DataException if there is no result for this row
   */
  @Nullable Object eval(Row row);
}
