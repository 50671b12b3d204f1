package io.acequia.sql;

import io.acequia.sql.bind.Output;
import io.acequia.sql.bind.OutputSchema;
import io.acequia.sql.eval.Code;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Columns to a Struct. */
final class StructProjection implements Projection {

  private final Schema schema;
  private final Field[] fields;
  private final Code[] codes;

  /**
   * @param input the schema of the value, whose name the result's takes
   */
  StructProjection(List<Output> outputs, Schema input) {
    List<OutputSchema.Typed> columns = OutputSchema.columns(outputs);
    schema = OutputSchema.of(columns, input.name());
    fields = schema.fields().toArray(new Field[0]);
    codes = columns.stream().map(OutputSchema.Typed::code).toArray(Code[]::new);
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Struct apply(Row row) {
    Struct result = new Struct(schema);
    for (int i = 0; i < fields.length; i++) {
      result.put(fields[i], codes[i].eval(row));
    }
    return result;
  }
}
