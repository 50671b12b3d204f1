package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.number;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** Numbers with fewer digits. Decimals stay decimals, everything else becomes a double. */
final class RoundFunctions {

  private static final int MOST_DIGITS = 300;
  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12
  };

  private RoundFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("CEIL", "CEILING")
        .means("The next whole number that is not smaller; a decimal, or else a double.")
        .example("CEIL(-1.2)")
        .takes(number("x"))
        .gives(
            arguments -> NumberTypes.decimalOrDouble(arguments.get(0), 0),
            x ->
                x instanceof BigDecimal
                    ? scaled("CEIL", x, 0, RoundingMode.CEILING)
                    : (Number) Math.ceil(x.doubleValue()));
    functions
        .function("FLOOR")
        .means("The next whole number that is not greater; a decimal, or else a double.")
        .example("FLOOR(-1.2)")
        .takes(number("x"))
        .gives(
            arguments -> NumberTypes.decimalOrDouble(arguments.get(0), 0),
            x ->
                x instanceof BigDecimal
                    ? scaled("FLOOR", x, 0, RoundingMode.FLOOR)
                    : (Number) Math.floor(x.doubleValue()));
    functions
        .function("ROUND")
        .means(
            "The number with some digits after the point, by default none, or with zeros before it"
                + " if negative; halves go away from zero. A decimal, or else a double.")
        .example("ROUND(2.5)")
        .example("ROUND(12.345, 2)")
        .example("ROUND(1234, -2)")
        .takes(number("x"), integer("digits").orElse(0))
        .gives(RoundFunctions::type, RoundFunctions::round);
    functions
        .function("TRUNC", "TRUNCATE")
        .means(
            "The number without its further digits after the point, by default without any. A"
                + " decimal, or else a double.")
        .example("TRUNC(-1.7)")
        .example("TRUNC(12.345, 2)")
        .takes(number("x"), integer("digits").orElse(0))
        .gives(
            RoundFunctions::type,
            (x, digits) ->
                x instanceof BigDecimal
                    ? scaled("TRUNC", x, digits, RoundingMode.DOWN)
                    : rounded("TRUNC", x.doubleValue(), digits, RoundingMode.DOWN));
  }

  /** A decimal's digits are known if their number is a constant. */
  private static SqlType type(List<Argument> arguments) {
    Argument x = arguments.get(0);
    if (arguments.size() == 1) {
      return NumberTypes.decimalOrDouble(x, 0);
    }
    Argument digits = arguments.get(1);
    if (digits.constant() && digits.value() instanceof Number number) {
      return NumberTypes.decimalOrDouble(x, clamp(number.intValue(), 0));
    }
    return x.type().kind() == SqlType.Kind.DECIMAL
        ? SqlType.ANY
        : NumberTypes.decimalOrDouble(x, 0);
  }

  private static Number round(Number x, int digits) {
    if (x instanceof BigDecimal) {
      return scaled("ROUND", x, digits, RoundingMode.HALF_UP);
    }
    double number = x.doubleValue();
    double size = Math.abs(number);
    if (digits >= 0 && digits < POWERS.length && size < 1e3) {
      double shifted = size * POWERS[digits];
      double whole = Math.floor(shifted);
      double rest = shifted - whole;
      // Near a half the product may be on the wrong side of it; elsewhere this is exact.
      if (digits == 0 || Math.abs(rest - 0.5) > 1e-3) {
        return Math.copySign((rest >= 0.5 ? whole + 1 : whole) / POWERS[digits], number);
      }
    }
    return rounded("ROUND", number, digits, RoundingMode.HALF_UP);
  }

  private static Number rounded(String function, double x, int digits, RoundingMode mode) {
    return Double.isNaN(x) || Double.isInfinite(x)
        ? x
        : (Number) scaled(function, x, digits, mode).doubleValue();
  }

  private static BigDecimal scaled(String function, Number x, int digits, RoundingMode mode) {
    int scale = clamp(digits, -MOST_DIGITS);
    BigDecimal result = Decimals.of(function, x).setScale(scale, mode);
    return scale < 0 ? result.setScale(0) : result;
  }

  private static int clamp(int digits, int least) {
    return Math.max(least, Math.min(digits, MOST_DIGITS));
  }
}
