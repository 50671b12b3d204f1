package io.acequia.sql.library.conditional;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.RuntimeKind;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Set;

/** What a value is; functions that choose between values are the language's own. */
public final class ConditionalFunctions {

  private ConditionalFunctions() {}

  public static List<SqlFunction> all() {
    FunctionSet functions = new FunctionSet(Category.CONDITIONAL);
    functions
        .function("TYPEOF")
        .means("The name of the value's type.")
        .example("TYPEOF(1.5)")
        .example("TYPEOF(ARRAY(1))")
        .takes(typeName("value").nullable())
        .gives(SqlType.STRING, name -> name == null ? SqlType.Kind.NULL.name() : name);
    return functions.all();
  }

  /** What is known before a record is read, or else what its value says. */
  private static Parameter<String> typeName(String name) {
    return Parameter.of(
        name,
        "a value",
        Set.of(),
        (place, argument) ->
            argument.type().isOpen()
                ? value -> RuntimeKind.of(value).name()
                : value -> argument.type().kind().name());
  }
}
