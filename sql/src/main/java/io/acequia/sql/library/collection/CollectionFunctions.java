package io.acequia.sql.library.collection;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.SqlFunction;
import java.util.List;

/** All functions of arrays and maps. */
public final class CollectionFunctions {

  private CollectionFunctions() {}

  public static List<SqlFunction> all() {
    FunctionSet functions = new FunctionSet(Category.COLLECTION);
    MakingFunctions.declare(functions);
    ElementFunctions.declare(functions);
    ChangeFunctions.declare(functions);
    SetFunctions.declare(functions);
    OrderFunctions.declare(functions);
    MapFunctions.declare(functions);
    return functions.all();
  }
}
