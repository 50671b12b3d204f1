package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SQL's truth tables; an empty cell is unknown. */
class ThreeValuedLogicTest {

  @ParameterizedTest
  @CsvSource({
    "true,true,true,true",
    "true,false,false,true",
    "true,,,true",
    "false,true,false,true",
    "false,false,false,false",
    "false,,false,",
    ",true,,true",
    ",false,false,",
    ",,,",
  })
  void combinesTwo(
      @Nullable Boolean a, @Nullable Boolean b, @Nullable Boolean and, @Nullable Boolean or) {
    Map<String, Object> row = new HashMap<>();
    row.put("a", a);
    row.put("b", b);
    assertThat(Eval.expression("a AND b", row)).isEqualTo(and);
    assertThat(Eval.expression("a OR b", row)).isEqualTo(or);
    assertThat(Eval.expression(literal(a) + " AND " + literal(b), row)).isEqualTo(and);
    assertThat(Eval.expression(literal(a) + " OR " + literal(b), row)).isEqualTo(or);
    assertThat(Eval.expression("NOT (NOT a OR NOT b)", row)).isEqualTo(and);
  }

  @ParameterizedTest
  @CsvSource({"true,false,true,false,false", "false,true,false,true,false", ",,false,false,true"})
  void asksForOne(
      @Nullable Boolean a,
      @Nullable Boolean not,
      boolean isTrue,
      boolean isFalse,
      boolean unknown) {
    Map<String, Object> row = new HashMap<>();
    row.put("a", a);
    assertThat(Eval.expression("NOT a", row)).isEqualTo(not);
    assertThat(Eval.expression("a IS TRUE", row)).isEqualTo(isTrue);
    assertThat(Eval.expression("a IS NOT TRUE", row)).isEqualTo(!isTrue);
    assertThat(Eval.expression("a IS FALSE", row)).isEqualTo(isFalse);
    assertThat(Eval.expression("a IS NOT FALSE", row)).isEqualTo(!isFalse);
    assertThat(Eval.expression("a IS UNKNOWN", row)).isEqualTo(unknown);
    assertThat(Eval.expression("a IS NOT UNKNOWN", row)).isEqualTo(!unknown);
    assertThat(Eval.expression("a IS NULL", row)).isEqualTo(unknown);
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false", ",false"})
  void keepsARecordOnlyIfTheConditionIsTrue(@Nullable Boolean a, boolean kept) {
    Map<String, Object> row = new HashMap<>();
    row.put("a", a);
    assertThat(Eval.statement("SELECT * FROM t WHERE a", row) != null).isEqualTo(kept);
    BoundExpression condition =
        SqlExpression.compile("a", Eval.NO_FUNCTIONS).bindCondition(Shape.map(null));
    assertThat(condition.isTrue(SampleRow.of(row))).isEqualTo(kept);
  }

  private static String literal(@Nullable Boolean value) {
    return value == null ? "NULL" : value.toString();
  }
}
