package io.acequia.smt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ParseJsonFunctionTest {

  private static final SqlFunction FUNCTION =
      FunctionTable.of(List.of())
          .withServices(ParseJsonFunctionTest.class.getClassLoader())
          .find("parse_json");

  private static Object call(Object text) {
    FunctionCall call = FUNCTION.bind(List.of(Argument.of(SqlType.STRING)));
    return ((FunctionCall.Unary) call.body()).apply(text);
  }

  @Test
  void parses() {
    assertThat(call("{\"id\":7,\"tags\":[\"a\"]}"))
        .isEqualTo(Map.of("id", 7L, "tags", List.of("a")));
    assertThat(call(null)).isNull();
    assertThatThrownBy(() -> call("secret"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("PARSE_JSON")
        .hasMessageNotContaining("secret");
  }

  @Test
  void takesOneText() {
    assertThatThrownBy(() -> FUNCTION.bind(List.of()))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("one argument");
    assertThatThrownBy(() -> FUNCTION.bind(List.of(Argument.of(SqlType.BIGINT))))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("BIGINT");
  }
}
