package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.number;
import static io.acequia.sql.library.number.RealFunction.real;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Powers, roots and logarithms, as doubles. */
final class PowerFunctions {

  private PowerFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("POWER", "POW")
        .means("A number to the power of another.")
        .example("POWER(2, 10)")
        .takes(number("x"), number("exponent"))
        .gives(
            SqlType.DOUBLE,
            (x, exponent) -> {
              double base = x.doubleValue();
              double power = exponent.doubleValue();
              return RealFunction.checked("POWER", Math.pow(base, power), base, power);
            });
    real(functions, "SQRT", "The square root.", "SQRT(2)", Math::sqrt);
    real(functions, "CBRT", "The cube root.", "ROUND(CBRT(27), 6)", Math::cbrt);
    real(functions, "EXP", "e to the power of the number.", "ROUND(EXP(1), 6)", Math::exp);
    real(functions, "LN", "The natural logarithm.", "ROUND(LN(10), 6)", Math::log);
    real(functions, "LOG10", "The logarithm to base 10.", "LOG10(1000)", Math::log10);
    functions
        .function("LOG")
        .written("LOG(x)")
        .written("LOG(base, x)")
        .means("The logarithm of the last argument, to base 10 or another.")
        .example("LOG(1000)")
        .example("LOG(2, 8)")
        .takes(number("base or x"), number("x").orAbsent())
        .gives(SqlType.DOUBLE, PowerFunctions::log);
    functions
        .function("RANDOM", "RAND")
        .means("A random number from 0 (inclusive) to 1 (exclusive); another for every record.")
        .notDeterministic()
        .gives(SqlType.DOUBLE, () -> ThreadLocalRandom.current().nextDouble());
  }

  private static double log(Number first, @Nullable Number second) {
    if (second == null) {
      double x = first.doubleValue();
      return RealFunction.checked("LOG", Math.log10(x), x, 0);
    }
    double base = first.doubleValue();
    double x = second.doubleValue();
    double result = Math.log(x) / Math.log(base);
    double whole = Math.rint(result);
    // The quotient of two rounded logarithms misses whole results by a hair.
    return RealFunction.checked("LOG", Math.pow(base, whole) == x ? whole : result, base, x);
  }
}
