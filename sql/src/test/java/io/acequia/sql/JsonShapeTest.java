package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are JSON text. */
class JsonShapeTest {

  @Test
  void textAndBytesReadAlike() {
    String sql = "SELECT user.id, tags[1] AS tag, price * 2 AS p FROM t";
    Map<String, Object> expected = Map.of("id", 5L, "tag", "y", "p", 25.0);
    assertThat(Eval.statement(sql, Events.JSON)).isEqualTo(expected);
    assertThat(Eval.statement(sql, Events.JSON.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(expected);
  }

  @Test
  void oneRowLeavesNothingToTheNext() {
    BoundExpression bound = SqlExpression.compile("a", Eval.NO_FUNCTIONS).bind(Shape.json(null));
    assertThat(bound.value(SampleRow.of("{\"a\": 1}"))).isEqualTo(1L);
    assertThat(bound.value(SampleRow.of("{}"))).isNull();
    assertThat(bound.value(SampleRow.of("{\"a\": 2}"))).isEqualTo(2L);
    assertThatThrownBy(() -> bound.value(SampleRow.of("{\"a\": 3, ")))
        .isInstanceOf(DataException.class);
    assertThat(bound.value(SampleRow.of("{}"))).isNull();
    assertThat(bound.value(SampleRow.of(null))).isNull();
  }

  @Test
  void numbersKeepTheirValue() {
    assertThat(Eval.expression("a", "{\"a\": 9223372036854775807}")).isEqualTo(Long.MAX_VALUE);
    assertThat(Eval.expression("a", "{\"a\": 9223372036854775808}"))
        .isEqualTo(new BigDecimal("9223372036854775808"));
    assertThat(Eval.expression("a", "{\"a\": 1.0}")).isEqualTo(1.0);
    assertThat(Eval.statement("SELECT a FROM t", "{\"a\": 9223372036854775808}"))
        .isEqualTo(Map.of("a", "9223372036854775808"));
  }

  @Test
  void theLastOfTwoFieldsCounts() {
    assertThat(Eval.expression("a", "{\"a\": 1, \"b\": {\"a\": 3}, \"a\": 2}")).isEqualTo(2L);
    assertThat(Eval.statement("SELECT *, a AS x FROM t", "{\"a\": 1, \"a\": 2}"))
        .isEqualTo(Map.of("a", 2L, "x", 2L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[1]",
        "\"x\"",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\":1} x",
        "{\"a\":1}{}",
        "{\"a\":secret}",
        "{\"b\":[1,2}",
        "{\"a\":01}",
        "{'a':1}",
        "{\"a\":NaN}"
      })
  void brokenTextIsAnErrorThatKeepsTheTextToItself(String json) {
    assertThatThrownBy(() -> Eval.expression("a", json))
        .isInstanceOf(DataException.class)
        .hasNoCause()
        .message()
        .contains("JSON")
        .doesNotContain("secret");
  }

  @Test
  void saysWhereTextIsBroken() {
    assertThatThrownBy(() -> Eval.expression("a", "{\"b\": 1,\n  oops}"))
        .hasMessageMatching("the value is not JSON at line 2, column \\d+ of it, offset \\d+");
  }

  @Test
  void depthIsBounded() {
    String deep = "{\"a\":" + "[".repeat(250) + "]".repeat(250) + "}";
    assertThatThrownBy(() -> Eval.expression("a", deep)).hasMessageContaining("200 levels");
    assertThatThrownBy(() -> Eval.expression("b", deep)).hasMessageContaining("200 levels");
    assertThatThrownBy(() -> Eval.expression("t -> 'a'", Map.of("t", deep)))
        .hasMessageContaining("200 levels");
  }

  @Test
  void arrowsReadTextAndNestedValues() {
    String json = "{\"a\": {\"b\": [1, {\"c\": \"x\"}, null]}, \"n\": 1.50}";
    Map<String, Object> row = Map.of("t", json, "m", Map.of("a", Map.of("b", 7L)));
    assertThat(Eval.expression("t -> 'a' -> 'b' -> 1 ->> 'c'", row)).isEqualTo("x");
    assertThat(Eval.expression("t -> 'a' -> 'b' -> -3", row)).isEqualTo(1L);
    assertThat(Eval.expression("t -> 'a' -> 'b' -> 2", row)).isNull();
    assertThat(Eval.expression("t -> 'a' ->> 'b'", row)).isEqualTo("[1,{\"c\":\"x\"},null]");
    assertThat(Eval.expression("t -> 'none' -> 'b'", row)).isNull();
    assertThat(Eval.expression("t -> 1", row)).as("an object has no index").isNull();
    assertThat(Eval.expression("m -> 'a' ->> 'b' || '!'", row)).isEqualTo("7!");
    assertThat(Eval.expression("(t -> 'a')['b'][1].c", row)).isEqualTo("x");
    assertThatThrownBy(() -> Eval.expression("t -> 'a'", Map.of("t", "secret")))
        .isInstanceOf(DataException.class)
        .hasMessageEndingWith("at line 1, column 1")
        .message()
        .doesNotContain("secret");
  }
}
