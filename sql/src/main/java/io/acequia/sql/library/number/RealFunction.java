package io.acequia.sql.library.number;

import static io.acequia.sql.function.Parameters.number;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.util.function.DoubleUnaryOperator;
import org.apache.kafka.connect.errors.DataException;

/** Declares functions of a double that give one. */
final class RealFunction {

  private RealFunction() {}

  static void real(
      FunctionSet functions,
      String name,
      String meaning,
      String example,
      DoubleUnaryOperator operator) {
    functions
        .function(name)
        .means(meaning)
        .example(example)
        .takes(number("x"))
        .gives(
            SqlType.DOUBLE,
            x -> {
              double argument = x.doubleValue();
              return checked(name, operator.applyAsDouble(argument), argument, 0);
            });
  }

  /**
   * A result, unless the arguments are outside of what the function is defined for.
   *
   * @throws DataException if proper numbers gave none
   */
  static double checked(String function, double result, double first, double second) {
    if (!Double.isFinite(result) && Double.isFinite(first) && Double.isFinite(second)) {
      throw new DataException(
          function
              + (Double.isNaN(result) ? " has no result for this number" : " is out of range"));
    }
    if (Double.isNaN(result) && !Double.isNaN(first) && !Double.isNaN(second)) {
      throw new DataException(function + " has no result for this number");
    }
    return result;
  }
}
