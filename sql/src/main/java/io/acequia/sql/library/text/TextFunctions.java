package io.acequia.sql.library.text;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.SqlFunction;
import java.util.List;

/** All functions of text. */
public final class TextFunctions {

  private TextFunctions() {}

  public static List<SqlFunction> all() {
    FunctionSet functions = new FunctionSet(Category.TEXT);
    CaseFunctions.declare(functions);
    LengthFunctions.declare(functions);
    TrimFunctions.declare(functions);
    SliceFunctions.declare(functions);
    PadFunctions.declare(functions);
    SearchFunctions.declare(functions);
    ReplaceFunctions.declare(functions);
    JoinFunctions.declare(functions);
    SplitFunctions.declare(functions);
    CharacterFunctions.declare(functions);
    RegexFunctions.declare(functions);
    EncodingFunctions.declare(functions);
    UrlFunctions.declare(functions);
    return functions.all();
  }
}
