package io.acequia.smt.record;

import io.acequia.commons.path.FieldPath;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** What becomes of the values at a path. */
@FunctionalInterface
public interface Leaf {

  /**
   * The change for values of a schema; asked once for each schema, not for each record.
   *
   * @param path that leads there, for messages
   * @param schema of the values at the path; null in a record without schema
   * @throws org.apache.kafka.connect.errors.DataException if such values cannot be changed
   */
  Change at(FieldPath path, @Nullable Schema schema);
}
