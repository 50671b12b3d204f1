package io.acequia.sql;

import io.acequia.sql.bind.Output;
import io.acequia.sql.bind.OutputSchema;
import io.acequia.sql.eval.Code;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Columns to a Struct. */
final class StructProjection implements Projection {

  private final Schema schema;
  private final Field[] fields;
  private final Code[] codes;
  private final @Nullable Field[] sources;

  /**
   * @param input the schema of the value, whose name the result's takes
   */
  StructProjection(List<Output> outputs, Schema input) {
    List<OutputSchema.Typed> columns = OutputSchema.columns(outputs);
    schema = OutputSchema.of(columns, input.name());
    fields = schema.fields().toArray(new Field[0]);
    codes = columns.stream().map(OutputSchema.Typed::code).toArray(Code[]::new);
    sources = columns.stream().map(OutputSchema.Typed::source).toArray(Field[]::new);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Struct apply(Row row) {
    Struct value = (Struct) row.value();
    Struct result = new Struct(schema);
    for (int i = 0; i < fields.length; i++) {
      Field source = sources[i];
      // Most columns are only passed on: those need no call of a closure.
      result.put(
          fields[i], source == null || value == null ? codes[i].eval(row) : value.get(source));
    }
    return result;
  }
}
