package io.acequia.sql.library.time;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.SqlFunction;
import java.time.Clock;
import java.util.List;

/** All functions of dates and times. */
public final class TimeFunctions {

  private TimeFunctions() {}

  /**
   * @param clock that tells functions such as {@code NOW} the time
   */
  public static List<SqlFunction> all(Clock clock) {
    FunctionSet functions = new FunctionSet(Category.TIME);
    ClockFunctions.declare(functions, clock);
    ConversionFunctions.declare(functions);
    FormatFunctions.declare(functions);
    PartFunctions.declare(functions);
    TruncationFunctions.declare(functions);
    ArithmeticFunctions.declare(functions);
    return functions.all();
  }
}
