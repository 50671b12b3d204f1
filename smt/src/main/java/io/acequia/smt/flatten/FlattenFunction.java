package io.acequia.smt.flatten;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** {@code FLATTEN(value [, delimiter])}: what {@code Flatten} does without other settings. */
public final class FlattenFunction implements SqlFunction {

  @Override
  public String name() {
    return "FLATTEN";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        FunctionDoc.Category.COLLECTION,
        List.of("FLATTEN(value [, delimiter])"),
        "A struct or map without others inside: the fields of nested ones get the names of their"
            + " paths, with the delimiter, a dot unless given, between them. Arrays stay; a map"
            + " inside a struct becomes JSON. Two fields of one name are an error of the record.",
        List.of(
            "FLATTEN(PARSE_JSON('{\"id\": 7, \"user\": {\"name\": \"Ada\"}}'))",
            "FLATTEN(PARSE_JSON('{\"a\": {\"b\": {\"c\": [1]}}}'), '_')"));
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.isEmpty() || arguments.size() > 2) {
      throw new FunctionException("FLATTEN takes a value and, if need be, a delimiter");
    }
    SqlType type = arguments.get(0).type();
    boolean flattens =
        type.isOpen() || type.kind() == SqlType.Kind.STRUCT || type.kind() == SqlType.Kind.MAP;
    if (!flattens) {
      throw new FunctionException("the first argument of FLATTEN is a " + type + ", not a STRUCT");
    }
    Flattening flattening = new Flattening(FlattenOptions.with(delimiter(arguments)), List.of());
    SqlType result = result(type, flattening);
    return arguments.size() == 1
        ? FunctionCall.strict(result, value -> flatten(flattening, value))
        : FunctionCall.strict(result, (value, delimiter) -> flatten(flattening, value));
  }

  private static String delimiter(List<Argument> arguments) {
    if (arguments.size() == 1) {
      return FlattenOptions.DEFAULT_DELIMITER;
    }
    Argument argument = arguments.get(1);
    if (argument.constant() && argument.value() instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new FunctionException(
        "the second argument of FLATTEN, the delimiter, is a constant text");
  }

  private static SqlType result(SqlType type, Flattening flattening) {
    Schema schema = type.schema();
    if (type.kind() != SqlType.Kind.STRUCT || schema == null) {
      return SqlType.ANY;
    }
    try {
      return SqlType.of(flattening.schema(schema));
    } catch (DataException e) {
      throw new FunctionException("FLATTEN: " + e.getMessage());
    }
  }

  private static Object flatten(Flattening flattening, Object value) {
    if (!(value instanceof Struct) && !(value instanceof Map)) {
      throw new DataException(
          "the first argument of FLATTEN is a " + value.getClass().getName() + ", not a struct");
    }
    return flattening.apply(null, value).value();
  }
}
