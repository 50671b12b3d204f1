package io.acequia.sql.library;

import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.library.collection.CollectionFunctions;
import io.acequia.sql.library.conditional.ConditionalFunctions;
import io.acequia.sql.library.json.JsonFunctions;
import io.acequia.sql.library.number.NumberFunctions;
import io.acequia.sql.library.text.TextFunctions;
import io.acequia.sql.library.time.TimeFunctions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The functions that every statement may call. */
public final class BuiltInFunctions {

  private BuiltInFunctions() {}

  public static FunctionTable table() {
    return table(Clock.systemUTC());
  }

  /**
   * @param clock that tells functions such as {@code NOW} the time
   */
  public static FunctionTable table(Clock clock) {
    List<SqlFunction> all = new ArrayList<>();
    all.addAll(ConditionalFunctions.all());
    all.addAll(TextFunctions.all());
    all.addAll(NumberFunctions.all());
    all.addAll(TimeFunctions.all(clock));
    all.addAll(JsonFunctions.all());
    all.addAll(CollectionFunctions.all());
    return FunctionTable.of(all);
  }
}
