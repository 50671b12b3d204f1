package io.acequia.sql.bind;

import io.acequia.sql.eval.Casts;
import io.acequia.sql.eval.Code;
import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.jspecify.annotations.Nullable;

/** The schema of a result, and the columns as its values. */
public final class OutputSchema {

  private OutputSchema() {}

  /** A column with the schema that its values conform to. */
  public record Typed(String name, Schema schema, Code code) {}

  /**
   * @throws io.acequia.sql.SqlException if the type of a column is not known before a record is
   *     read
   */
  public static List<Typed> columns(List<Output> outputs) {
    List<Typed> columns = new ArrayList<>(outputs.size());
    for (Output output : outputs) {
      if (output instanceof Output.Column column) {
        columns.add(typed(column));
      } else if (output instanceof Output.Spread spread) {
        throw spread.place().error("the fields that * stands for here are not known beforehand");
      }
    }
    return columns;
  }

  private static Typed typed(Output.Column column) {
    Term term = column.term();
    Schema schema = term.type().schema();
    if (term.kind() == Kind.NULL) {
      return new Typed(column.name(), Schema.OPTIONAL_STRING_SCHEMA, term.code());
    }
    if (schema == null) {
      throw column
          .place()
          .error(
              "the type of column "
                  + column.name()
                  + " is not known beforehand: write CAST(... AS type)");
    }
    if (column.passed()) {
      return new Typed(column.name(), schema, term.code());
    }
    Code code = term.kind() == Kind.DECIMAL ? scaled(term.code(), schema) : term.code();
    return new Typed(column.name(), Schemas.optional(schema), code);
  }

  /** Decimals with just the digits behind the point that their schema has. */
  private static Code scaled(Code code, Schema schema) {
    int scale = Casts.scale(schema);
    return row -> {
      Object value = code.eval(row);
      return value instanceof BigDecimal decimal && decimal.scale() != scale
          ? decimal.setScale(scale, RoundingMode.HALF_UP)
          : value;
    };
  }

  public static Schema of(List<Typed> columns, @Nullable String name) {
    SchemaBuilder builder = SchemaBuilder.struct().name(name);
    for (Typed column : columns) {
      builder.field(column.name(), column.schema());
    }
    return builder.build();
  }
}
