package io.acequia.sql.library;

import static io.acequia.sql.library.FunctionCalls.assertBadRecord;
import static io.acequia.sql.library.FunctionCalls.assertBadStatement;
import static io.acequia.sql.library.FunctionCalls.call;
import static io.acequia.sql.library.FunctionCalls.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.acequia.sql.library.FunctionCalls.Form;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NumberFunctionsTest {

  static List<Arguments> results() {
    List<Arguments> cases = new ArrayList<>();
    add(cases, 12, "ABS", -12);
    add(cases, 12L, "ABS", -12L);
    add(cases, 1.5f, "ABS", -1.5f);
    add(cases, new BigDecimal("1.50"), "ABS", new BigDecimal("-1.50"));
    add(cases, -1.0, "SIGN", -7);
    add(cases, BigDecimal.ZERO, "SIGN", new BigDecimal("0.00"));
    add(cases, 2.0, "CEIL", 1.2);
    add(cases, 5.0, "CEILING", 5);
    add(cases, new BigDecimal("-1"), "CEIL", new BigDecimal("-1.9"));
    add(cases, -2.0, "FLOOR", -1.2);
    add(cases, new BigDecimal("-2"), "FLOOR", new BigDecimal("-1.2"));
    add(cases, 3.0, "ROUND", 2.5);
    add(cases, -3.0, "ROUND", -2.5);
    add(cases, 0.0, "ROUND", 0.49999999999999994);
    add(cases, 1.01, "ROUND", 1.005, 2);
    add(cases, 12.35, "ROUND", 12.345, 2);
    add(cases, 1200.0, "ROUND", 1234, -2);
    add(cases, Double.NaN, "ROUND", Double.NaN, 2);
    add(cases, 1e300, "ROUND", 1e300, 2);
    add(cases, new BigDecimal("3"), "ROUND", new BigDecimal("2.5"));
    add(cases, new BigDecimal("2.50"), "ROUND", new BigDecimal("2.5"), 2);
    add(cases, new BigDecimal("1200"), "ROUND", new BigDecimal("1234.5"), -2);
    add(cases, -1.0, "TRUNC", -1.9);
    add(cases, 12.34, "TRUNC", 12.349, 2);
    add(cases, new BigDecimal("12.3"), "TRUNC", new BigDecimal("12.39"), 1);
    add(cases, -1, "MOD", -7, 3);
    add(cases, 1L, "MOD", 7, 3L);
    add(cases, 0L, "MOD", Long.MIN_VALUE, -1);
    add(cases, 0.5, "MOD", 2.5, 1);
    add(cases, new BigDecimal("0.50"), "MOD", new BigDecimal("2.50"), 1);
    add(cases, 5, "WIDTH_BUCKET", 42, 0, 100, 10);
    add(cases, 0, "WIDTH_BUCKET", -1, 0, 100, 10);
    add(cases, 11, "WIDTH_BUCKET", 100, 0, 100, 10);
    add(cases, 1, "WIDTH_BUCKET", 99, 100, 0, 10);
    add(cases, 1024.0, "POWER", 2, 10);
    add(cases, 3.0, "SQRT", 9);
    add(cases, 3.0, "CBRT", new BigDecimal("27"));
    add(cases, Math.E, "EXP", 1);
    add(cases, 0.0, "LN", 1);
    add(cases, 3.0, "LOG", 1000);
    add(cases, 3.0, "LOG", 2, 8);
    add(cases, 3.0, "LOG10", 1000L);
    add(cases, Math.PI, "PI");
    add(cases, 180.0, "DEGREES", Math.PI);
    add(cases, Math.PI, "RADIANS", 180);
    add(cases, Math.PI / 4, "ATAN2", 1, 1);
    add(cases, "ff", "TO_HEX", 255);
    add(cases, "ffffffffffffffff", "TO_HEX", -1L);
    add(cases, 8L, "BIT_AND", 12, 10);
    add(cases, 14L, "BIT_OR", 12, 10);
    add(cases, 6L, "BIT_XOR", 12, 10);
    add(cases, 64, "BIT_COUNT", -1L);
    return cases;
  }

  private static void add(List<Arguments> cases, Object result, String name, Object... values) {
    cases.add(Arguments.of(name, values, result));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("results")
  void gives(String name, Object[] values, Object result) {
    assertThat(call(name, values)).isEqualTo(result);
  }

  @Property
  void roundsDoublesAsTheirDigitsSay(
      @ForAll @DoubleRange(min = -2000, max = 2000) double x,
      @ForAll @IntRange(min = -2, max = 14) int digits) {
    double expected = BigDecimal.valueOf(x).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    assertThat((double) call("ROUND", x, digits) + 0.0).isEqualTo(expected + 0.0);
  }

  @Test
  void typesResultsByTheirArguments() {
    SqlType decimal = SqlType.decimal(3);
    assertThat(type("ABS", SqlType.INTEGER)).isEqualTo(SqlType.INTEGER);
    assertThat(type("ABS", decimal)).isEqualTo(decimal);
    assertThat(type("ABS", SqlType.ANY)).isEqualTo(SqlType.ANY);
    assertThat(type("CEIL", SqlType.BIGINT)).isEqualTo(SqlType.DOUBLE);
    assertThat(type("CEIL", decimal)).isEqualTo(SqlType.decimal(0));
    assertThat(type("ROUND", decimal)).isEqualTo(SqlType.decimal(0));
    assertThat(type("ROUND", decimal, SqlType.INTEGER)).isEqualTo(SqlType.ANY);
    assertThat(FunctionCalls.bind("ROUND", Form.CONSTANT, new BigDecimal("1.234"), 2).type())
        .isEqualTo(SqlType.decimal(2));
    assertThat(type("MOD", SqlType.INTEGER, SqlType.BIGINT)).isEqualTo(SqlType.BIGINT);
    assertThat(type("MOD", decimal, SqlType.BIGINT)).isEqualTo(decimal);
    assertThat(type("MOD", decimal, SqlType.DOUBLE)).isEqualTo(SqlType.DOUBLE);
    assertThat(type("SQRT", decimal)).isEqualTo(SqlType.DOUBLE);
  }

  @Test
  void refusesWhatHasNoResult() {
    assertBadRecord("SQRT has no result for this number", "SQRT", -1);
    assertBadRecord("LN has no result for this number", "LN", -1);
    assertBadRecord("LN is out of range", "LN", 0);
    assertBadRecord("LOG has no result", "LOG", 2, -8);
    assertBadRecord("EXP is out of range", "EXP", 1000);
    assertBadRecord("POWER is out of range", "POWER", 0, -1);
    assertBadRecord("POWER has no result", "POWER", -8, 0.5);
    assertBadRecord("ACOS has no result", "ACOS", 2);
    assertBadRecord("ABS is out of range", "ABS", Long.MIN_VALUE);
    assertBadRecord("MOD divides by zero", "MOD", 1, 0);
    assertBadRecord("MOD divides by zero", "MOD", 1.5, 0.0);
    assertBadRecord("MOD divides by zero", "MOD", BigDecimal.ONE, BigDecimal.ZERO);
    assertBadRecord("must be positive", "WIDTH_BUCKET", 1, 0, 10, 0);
    assertBadRecord("two different bounds", "WIDTH_BUCKET", 1, 10, 10, 5);
    assertBadRecord("argument 1 (x) of ABS must be a number, not STRING", "ABS", "1");
    assertBadStatement("must be a number, not BOOLEAN", "SQRT", Form.TYPED, true);
  }

  @Test
  void refusesDecimalsWhoseDigitsWouldFillTheHeap() {
    assertBadRecord("more than 1,000 digits", "ROUND", new BigDecimal("1E+1000000000"), 2);
    assertBadRecord("more than 1,000 digits", "FLOOR", new BigDecimal("1E-1000000000"));
    assertBadRecord("more than 1,000 digits", "MOD", new BigDecimal("1E+1000000000"), 7);
  }

  @Test
  void measuresDistancesOnTheEarth() {
    // Between the airports JFK and LAX; their great circle is 3,974 km by the haversine formula.
    double kilometres = (double) call("GEO_DISTANCE", 40.6413, -73.7781, 33.9416, -118.4085);
    assertThat(kilometres).isCloseTo(3974.3, within(0.5));
    assertThat((double) call("GEO_DISTANCE", 40.6413, -73.7781, 33.9416, -118.4085, "MI"))
        .isCloseTo(kilometres / 1.609344, within(1e-9));
    assertThat((double) call("GEO_DISTANCE", 0, 0, 0, 180))
        .isCloseTo(Math.PI * 6371.0088, within(1e-6));
    assertBadRecord(
        "argument 1 of GEO_DISTANCE must be from -90 to 90", "GEO_DISTANCE", 91, 0, 0, 0);
    assertBadStatement("must be 'km' or 'mi'", "GEO_DISTANCE", Form.CONSTANT, 1, 0, 0, 0, "ly");
  }

  @Test
  void givesRandomNumbersBetweenZeroAndOne() {
    assertThat(FunctionCalls.function("RANDOM").bind(List.of()).deterministic()).isFalse();
    for (int i = 0; i < 100; i++) {
      assertThat((double) FunctionCalls.run(FunctionCalls.bind("RAND", Form.TYPED)))
          .isGreaterThanOrEqualTo(0)
          .isLessThan(1);
    }
  }
}
