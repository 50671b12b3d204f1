package io.acequia.sql.library;

import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.library.number.NumberFunctions;
import io.acequia.sql.library.text.TextFunctions;
import java.util.ArrayList;
import java.util.List;

/** The functions that every statement may call. */
public final class BuiltInFunctions {

  private BuiltInFunctions() {}

  public static FunctionTable table() {
    List<SqlFunction> all = new ArrayList<>();
    all.addAll(TextFunctions.all());
    all.addAll(NumberFunctions.all());
    return FunctionTable.of(all);
  }
}
