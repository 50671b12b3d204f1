package io.acequia.sql.library.number;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.SqlFunction;
import java.util.List;

/** All functions of numbers. */
public final class NumberFunctions {

  private NumberFunctions() {}

  public static List<SqlFunction> all() {
    FunctionSet functions = new FunctionSet(Category.NUMBER);
    SignFunctions.declare(functions);
    RoundFunctions.declare(functions);
    DivisionFunctions.declare(functions);
    PowerFunctions.declare(functions);
    AngleFunctions.declare(functions);
    BitFunctions.declare(functions);
    GeoFunctions.declare(functions);
    return functions.all();
  }
}
