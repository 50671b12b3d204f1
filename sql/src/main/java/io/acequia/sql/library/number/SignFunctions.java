package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.number;

import io.acequia.sql.function.FunctionSet;
import java.math.BigDecimal;
import org.apache.kafka.connect.errors.DataException;

/** What depends on a number's sign. */
final class SignFunctions {

  private SignFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ABS")
        .means("The number without its sign, of the same type.")
        .example("ABS(-12)")
        .takes(number("x"))
        .gives(arguments -> NumberTypes.same(arguments.get(0)), SignFunctions::abs);
    functions
        .function("SIGN")
        .means("-1, 0 or 1, as the number is negative, zero or positive.")
        .example("SIGN(-12)")
        .takes(number("x"))
        .gives(arguments -> NumberTypes.decimalOrDouble(arguments.get(0), 0), SignFunctions::sign);
  }

  private static Number abs(Number x) {
    try {
      if (x instanceof Long number) {
        return Math.absExact(number);
      }
      if (x instanceof Double number) {
        return Math.abs(number);
      }
      if (x instanceof BigDecimal number) {
        return number.abs();
      }
      return x instanceof Float number ? Math.abs(number) : (Number) Math.absExact(x.intValue());
    } catch (ArithmeticException e) {
      throw new DataException("ABS is out of range", e);
    }
  }

  private static Number sign(Number x) {
    return x instanceof BigDecimal number
        ? BigDecimal.valueOf(number.signum())
        : (Number) Math.signum(x.doubleValue());
  }
}
