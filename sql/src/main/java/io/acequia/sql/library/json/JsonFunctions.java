package io.acequia.sql.library.json;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.SqlFunction;
import java.util.List;

/** All functions of JSON, on text, bytes and on what is parsed already. */
public final class JsonFunctions {

  private JsonFunctions() {}

  public static List<SqlFunction> all() {
    FunctionSet functions = new FunctionSet(Category.JSON);
    PathFunctions.declare(functions);
    StructureFunctions.declare(functions);
    WritingFunctions.declare(functions);
    return functions.all();
  }
}
