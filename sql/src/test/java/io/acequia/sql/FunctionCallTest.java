package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** How functions are called. */
class FunctionCallTest {

  private final List<List<Argument>> bound = new ArrayList<>();
  private int calls;

  @Test
  void argumentsComeWithTypesAndConstants() {
    evaluate(function(this::joined), "JOINED(user_id, 'x', 1 + 1, NULL)");
    assertThat(bound.get(bound.size() - 1))
        .containsExactly(
            Argument.of(SqlType.of(Events.SCHEMA.field("user_id").schema())),
            Argument.constant(SqlType.STRING, "x"),
            Argument.constant(SqlType.INTEGER, 2),
            Argument.constant(SqlType.NULL, null));
    assertThat(bound.get(0).get(0)).isEqualTo(Argument.of(SqlType.ANY));
  }

  @Test
  void anyNumberOfArgumentsIsTaken() {
    assertThat(evaluate(function(this::joined), "joined()")).isEqualTo("");
    assertThat(evaluate(function(this::joined), "Joined(user_id, 1, joined('a', 'b'))"))
        .isEqualTo("u-1,1,a,b");
    assertThat(evaluate(function(this::joined), "\"JOINED\"('a')")).isEqualTo("a");
  }

  @Test
  void aCallWithConstantsIsComputedOnce() {
    SqlFunction joined = function(this::joined);
    BoundExpression once =
        SqlExpression.compile("JOINED('a', 'b')", FunctionTable.of(List.of(joined)))
            .bind(Shape.map(null));
    int before = calls;
    assertThat(once.value(SampleRow.of(Map.of()))).isEqualTo("a,b");
    assertThat(calls).isEqualTo(before);
  }

  @Test
  void whatIsNotDeterministicIsComputedEachTime() {
    SqlFunction counter =
        function(
            arguments -> {
              FunctionCall.Many body = values -> (long) ++calls;
              return new FunctionCall(SqlType.BIGINT, body, false);
            });
    BoundExpression each =
        SqlExpression.compile("JOINED() + 0", FunctionTable.of(List.of(counter)))
            .bind(Shape.map(null));
    assertThat(each.value(SampleRow.of(Map.of()))).isEqualTo(1L);
    assertThat(each.value(SampleRow.of(Map.of()))).isEqualTo(2L);
  }

  @Test
  void aConstantCallThatFailsFailsOnTheRecordThatNeedsIt() {
    SqlFunction failing =
        function(
            arguments ->
                FunctionCall.strict(
                    SqlType.STRING,
                    value -> {
                      throw new DataException("no such currency");
                    }));
    assertThat(evaluate(failing, "CASE WHEN delay = 7 THEN 'ok' ELSE JOINED('x') END"))
        .isEqualTo("ok");
    assertThatThrownBy(() -> evaluate(failing, "1 = 1 AND JOINED('x') = 'y'"))
        .isInstanceOf(DataException.class)
        .hasMessage("JOINED: no such currency at line 1, column 11");
  }

  @Test
  void whateverAFunctionThrowsIsAnErrorOfTheRecord() {
    SqlFunction broken =
        function(
            arguments ->
                FunctionCall.strict(
                    SqlType.STRING,
                    value -> {
                      throw new IllegalStateException("secret");
                    }));
    assertThatThrownBy(() -> evaluate(broken, "JOINED(user_id)"))
        .isInstanceOf(DataException.class)
        .hasMessage("JOINED failed with java.lang.IllegalStateException at line 1, column 1")
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void wrongArgumentsAreNamedWithTheirPlace() {
    SqlFunction picky =
        function(
            arguments -> {
              throw new FunctionException("takes 2 arguments, not " + arguments.size());
            });
    assertThatThrownBy(() -> evaluate(picky, "1 + JOINED(1)"))
        .isInstanceOf(SqlException.class)
        .hasMessage("JOINED: takes 2 arguments, not 1 at line 1, column 5");
  }

  @Test
  void theStandardsFormsOfSubstringAndTrimAreCalls() {
    for (String name : List.of("SUBSTRING", "TRIM", "LTRIM", "RTRIM")) {
      SqlFunction joined = named(name, this::joined);
      String text =
          switch (name) {
            case "SUBSTRING" -> "SUBSTRING('a' FROM 1 FOR 2)";
            case "TRIM" -> "TRIM(BOTH 'x' FROM 'a')";
            case "LTRIM" -> "TRIM(LEADING FROM 'a')";
            default -> "TRIM(TRAILING 'y' FROM 'a')";
          };
      String expected =
          switch (name) {
            case "SUBSTRING" -> "a,1,2";
            case "TRIM" -> "a,x";
            case "LTRIM" -> "a";
            default -> "a,y";
          };
      assertThat(evaluate(joined, text)).isEqualTo(expected);
    }
  }

  private FunctionCall joined(List<Argument> arguments) {
    bound.add(List.copyOf(arguments));
    FunctionCall.Many body =
        values -> {
          calls++;
          List<String> texts = new ArrayList<>();
          for (Object value : values) {
            texts.add(String.valueOf(value));
          }
          return String.join(",", texts);
        };
    return new FunctionCall(SqlType.STRING, body, true);
  }

  private static SqlFunction function(Function<List<Argument>, FunctionCall> binding) {
    return named("joined", binding);
  }

  private static SqlFunction named(String name, Function<List<Argument>, FunctionCall> binding) {
    return new SqlFunction() {
      @Override
      public String name() {
        return name.toLowerCase(Locale.ROOT);
      }

      @Override
      public FunctionCall bind(List<Argument> arguments) {
        return binding.apply(arguments);
      }
    };
  }

  private static Object evaluate(SqlFunction function, String text) {
    return SqlExpression.compile(text, FunctionTable.of(List.of(function)))
        .bind(Shape.struct(Events.SCHEMA, null))
        .value(SampleRow.of(Events.struct()));
  }
}
