package io.acequia.sql.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionCall.Binary;
import io.acequia.sql.function.FunctionCall.Many;
import io.acequia.sql.function.FunctionCall.Unary;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.RuntimeKind;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Calls of functions as a statement makes them. */
final class FunctionCalls {

  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T06:30:15.250Z"), ZoneOffset.UTC);
  static final FunctionTable TABLE = BuiltInFunctions.table(CLOCK);

  private FunctionCalls() {}

  /** An argument that must be a constant. */
  record Constant(String value) {}

  static Constant constant(String value) {
    return new Constant(value);
  }

  static SqlFunction function(String name) {
    return Objects.requireNonNull(TABLE.find(name), name);
  }

  /** The result, which is the same for constants, typed columns and data without schema. */
  static Object call(String name, Object... values) {
    Object result = run(bind(name, Form.CONSTANT, values), values);
    for (Form form : List.of(Form.TYPED, Form.OPEN)) {
      Object other = run(bind(name, form, values), values);
      assertThat(other).as("%s of arguments that are %s", name, form).isEqualTo(result);
    }
    return result;
  }

  static FunctionCall bind(String name, Form form, Object... values) {
    List<Argument> arguments = new ArrayList<>();
    for (Object value : values) {
      arguments.add(argument(value, form));
    }
    return function(name).bind(arguments);
  }

  /** The type of the result of arguments with these types. */
  static SqlType type(String name, SqlType... types) {
    List<Argument> arguments = new ArrayList<>();
    for (SqlType type : types) {
      arguments.add(Argument.of(type));
    }
    return function(name).bind(arguments).type();
  }

  static Object run(FunctionCall call, Object... given) {
    Object[] values = new Object[given.length];
    for (int i = 0; i < given.length; i++) {
      values[i] = given[i] instanceof Constant constant ? constant.value() : given[i];
    }
    if (call.body() instanceof Unary unary) {
      return unary.apply(values[0]);
    }
    return call.body() instanceof Binary binary
        ? binary.apply(values[0], values[1])
        : ((Many) call.body()).apply(values);
  }

  /** The message that a record of such values fails with. */
  static void assertBadRecord(String message, String name, Object... values) {
    FunctionCall call = bind(name, Form.OPEN, values);
    assertThatThrownBy(() -> run(call, values))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  /** The message that a statement with arguments of such types fails with. */
  static void assertBadStatement(String message, String name, Form form, Object... values) {
    assertThatThrownBy(() -> bind(name, form, values))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(message);
  }

  /** How much is known of an argument when the statement is bound. */
  enum Form {
    CONSTANT,
    TYPED,
    OPEN
  }

  private static Argument argument(Object value, Form form) {
    if (value instanceof Constant constant) {
      return Argument.constant(SqlType.STRING, constant.value());
    }
    return switch (form) {
      case CONSTANT -> Argument.constant(typeOf(value), value);
      case TYPED -> Argument.of(typeOf(value));
      case OPEN -> Argument.of(SqlType.ANY);
    };
  }

  static SqlType typeOf(Object value) {
    return switch (RuntimeKind.of(value)) {
      case NULL -> SqlType.NULL;
      case ANY -> SqlType.ANY;
      case BOOLEAN -> SqlType.BOOLEAN;
      case INTEGER ->
          value instanceof Byte
              ? SqlType.of(Schema.OPTIONAL_INT8_SCHEMA)
              : value instanceof Short ? SqlType.of(Schema.OPTIONAL_INT16_SCHEMA) : SqlType.INTEGER;
      case BIGINT -> SqlType.BIGINT;
      case REAL -> SqlType.REAL;
      case DOUBLE -> SqlType.DOUBLE;
      case DECIMAL -> SqlType.decimal(value instanceof BigDecimal d ? Math.max(0, d.scale()) : 0);
      case STRING -> SqlType.STRING;
      case BYTES -> SqlType.BYTES;
      case DATE, TIME, TIMESTAMP -> SqlType.TIMESTAMP;
      case ARRAY -> SqlType.array(SqlType.ANY);
      case MAP -> SqlType.map(SqlType.ANY);
      case STRUCT -> SqlType.of(((Struct) value).schema());
    };
  }

  static Date at(String instant) {
    return Date.from(Instant.parse(instant));
  }
}
