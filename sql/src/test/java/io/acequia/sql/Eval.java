package io.acequia.sql;

import io.acequia.sql.function.FunctionTable;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** Compiles, binds and evaluates at once. */
final class Eval {

  static final FunctionTable NO_FUNCTIONS = FunctionTable.of(List.of());

  private Eval() {}

  /** An expression over a Struct, a Map, JSON text, or nothing. */
  static @Nullable Object expression(String text, @Nullable Object value) {
    return expression(text, SampleRow.of(value));
  }

  static @Nullable Object expression(String text, SampleRow row) {
    return SqlExpression.compile(text, NO_FUNCTIONS).bind(shape(row.value())).value(row);
  }

  static @Nullable Object expression(String text) {
    return expression(text, Map.of());
  }

  static @Nullable Object statement(String text, Object value) {
    return statement(text, SampleRow.of(value));
  }

  static @Nullable Object statement(String text, SampleRow row) {
    return SqlStatement.compile(text, NO_FUNCTIONS).bind(shape(row.value())).apply(row);
  }

  private static Shape shape(@Nullable Object value) {
    if (value instanceof Struct struct) {
      return Shape.struct(struct.schema(), null);
    }
    return value instanceof String || value instanceof byte[] ? Shape.json(null) : Shape.map(null);
  }
}
