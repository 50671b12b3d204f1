package io.acequia.smt.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskFunctionTest {

  private static FunctionCall bind(SqlType type, String... texts) {
    List<Argument> arguments = new ArrayList<>(List.of(Argument.of(type)));
    for (String text : texts) {
      arguments.add(Argument.constant(SqlType.STRING, text));
    }
    return new MaskFunction().bind(arguments);
  }

  private static @Nullable Object run(FunctionCall call, @Nullable Object value) {
    if (call.body() instanceof FunctionCall.Unary unary) {
      return unary.apply(value);
    }
    return call.body() instanceof FunctionCall.Binary binary
        ? binary.apply(value, "")
        : ((FunctionCall.Many) call.body()).apply(new Object[] {value});
  }

  @ParameterizedTest
  @CsvSource({
    "whole, ****",
    "keep last 4, ***************1234",
    "Keep  First 2, 41*****************",
    "keep first 2 last 4, 41*************1234",
    "digits, 0000-0000-0000-0000",
    "-[0-9]+-, 4111****1111-1234",
  })
  void patternsSayWhatIsHidden(String pattern, String masked) {
    assertThat(run(bind(SqlType.STRING, pattern), "4111-1111-1111-1234")).isEqualTo(masked);
  }

  @Test
  void theReplacementIsTakenAsItIs() {
    assertThat(run(bind(SqlType.STRING, "[0-9]+", "$1"), "a1b22")).isEqualTo("a$1b$1");
    assertThat(run(bind(SqlType.STRING, "whole", "?"), "a1b22")).isEqualTo("?");
  }

  @Test
  void typesStay() {
    FunctionCall number = bind(SqlType.BIGINT);
    assertThat(number.type()).isEqualTo(SqlType.BIGINT);
    assertThat(run(number, 7L)).isEqualTo(0L);
    assertThat(run(number, null)).isNull();
    assertThat(run(bind(SqlType.ANY), Map.of("a", List.of("x", 1))))
        .isEqualTo(Map.of("a", List.of("****", 0)));
  }

  @Test
  void refusesWhatItCannotDo() {
    refuses("takes a value", "a", "b", "c");
    refuses("not RE2", "(?=ahead)");
    refuses("it is empty", "");
    refuses("keep needs a number", "keep last 0");
    refuses("keep needs a number", "keep first 1001");
    refuses("keep needs a number", "keep");
    Argument text = Argument.of(SqlType.STRING);
    assertThatThrownBy(() -> new MaskFunction().bind(List.of(text, text)))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("literal");
  }

  @Test
  void statementsFindIt() {
    FunctionTable found =
        FunctionTable.of(List.of()).withServices(MaskFunction.class.getClassLoader());
    assertThat(found.find("mask")).isInstanceOf(MaskFunction.class);
  }

  private static void refuses(String reason, String... texts) {
    assertThatThrownBy(() -> bind(SqlType.STRING, texts))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(reason);
  }
}
