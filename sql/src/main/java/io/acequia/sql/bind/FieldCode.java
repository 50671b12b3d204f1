package io.acequia.sql.bind;

import io.acequia.sql.Row;
import io.acequia.sql.eval.Code;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** A field of the value, which is a struct; null if there is no value. */
record FieldCode(Field field) implements Code {

  @Override
  public @Nullable Object eval(Row row) {
    Struct struct = (Struct) row.value();
    return struct == null ? null : struct.get(field);
  }
}
