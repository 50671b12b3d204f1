package io.acequia.smt.json;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;

/** {@code PARSE_JSON(text)}: what the {@code ParseJson} transform does without settings. */
public final class ParseJsonFunction implements SqlFunction {

  @Override
  public String name() {
    return "PARSE_JSON";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        FunctionDoc.Category.JSON,
        List.of("PARSE_JSON(text)"),
        "What a JSON text, or JSON in UTF-8 bytes, says: a map, an array, a text, a number, a"
            + " boolean or null. A text that is not JSON, or has a number that neither a BIGINT nor"
            + " a DOUBLE holds exactly, is an error of the record.",
        List.of(
            "PARSE_JSON('{\"id\": 7, \"tags\": [\"a\", \"b\"]}')",
            "PARSE_JSON('[1, 2.5, null]')",
            "PARSE_JSON(NULL)"));
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.size() != 1) {
      throw new FunctionException("PARSE_JSON takes one argument: the text");
    }
    SqlType type = arguments.get(0).type();
    if (!type.isOpen() && type.kind() != SqlType.Kind.STRING && type.kind() != SqlType.Kind.BYTES) {
      throw new FunctionException("the argument of PARSE_JSON is a " + type + ", not a STRING");
    }
    JsonReader reader = new JsonReader(JsonOptions.DEFAULTS);
    FunctionCall.Unary body =
        text -> text == null ? null : reader.read(text, "the argument of PARSE_JSON");
    return new FunctionCall(SqlType.ANY, body, true);
  }
}
