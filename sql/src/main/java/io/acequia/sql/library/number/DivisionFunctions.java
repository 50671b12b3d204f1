package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.number;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.math.BigDecimal;
import java.util.Objects;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Remainders and buckets. */
final class DivisionFunctions {

  private DivisionFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("MOD")
        .means("The remainder of a division, with the sign of the dividend.")
        .example("MOD(-7, 3)")
        .takes(number("x"), number("divisor"))
        .gives(
            arguments -> NumberTypes.common(arguments.get(0), arguments.get(1)),
            DivisionFunctions::mod);
    functions
        .function("WIDTH_BUCKET")
        .means(
            "Which of some buckets of equal width between two bounds the number falls into: from 1"
                + " to their count, 0 below and one more than the count above.")
        .example("WIDTH_BUCKET(35, 0, 100, 10)")
        .takesAll(number("x"), number("low"), number("high"), integer("count"))
        .gives(
            SqlType.INTEGER,
            values ->
                bucket(real(values[0]), real(values[1]), real(values[2]), (int) real(values[3])));
  }

  private static Number mod(Number x, Number divisor) {
    if (Decimals.isWhole(x) && Decimals.isWhole(divisor)) {
      if (divisor.longValue() == 0) {
        throw byZero();
      }
      long rest = x.longValue() % divisor.longValue();
      return x instanceof Long || divisor instanceof Long ? (Number) rest : (int) rest;
    }
    boolean exact = !isFloating(x) && !isFloating(divisor);
    if (divisor instanceof BigDecimal decimal
        ? decimal.signum() == 0
        : divisor.doubleValue() == 0) {
      throw byZero();
    }
    if (!exact) {
      return x.doubleValue() % divisor.doubleValue();
    }
    BigDecimal dividend = Decimals.of("MOD", x);
    BigDecimal by = Decimals.of("MOD", divisor);
    return dividend.remainder(by).setScale(Math.max(dividend.scale(), by.scale()));
  }

  private static int bucket(double x, double low, double high, int count) {
    if (count < 1 || count == Integer.MAX_VALUE) {
      throw new DataException("argument 4 (count) of WIDTH_BUCKET must be positive");
    }
    if (low == high || !Double.isFinite(low) || !Double.isFinite(high) || Double.isNaN(x)) {
      throw new DataException("WIDTH_BUCKET needs two different bounds and a number");
    }
    double share = (x - low) / (high - low);
    if (share < 0) {
      return 0;
    }
    return share >= 1 ? count + 1 : (int) Math.min(count, Math.floor(share * count) + 1);
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }

  private static double real(@Nullable Object number) {
    return ((Number) Objects.requireNonNull(number)).doubleValue();
  }

  private static DataException byZero() {
    return new DataException("MOD divides by zero");
  }
}
