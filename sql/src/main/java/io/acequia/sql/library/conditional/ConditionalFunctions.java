package io.acequia.sql.library.conditional;

import static io.acequia.sql.function.Parameters.any;
import static io.acequia.sql.function.Parameters.bool;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.library.collection.ElementTypes;
import io.acequia.sql.type.RuntimeKind;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Set;

/** Functions that choose between values; CASE, COALESCE and the like are the language's own. */
public final class ConditionalFunctions {

  private ConditionalFunctions() {}

  public static List<SqlFunction> all() {
    FunctionSet functions = new FunctionSet(Category.CONDITIONAL);
    functions
        .function("IFNULL", "NVL")
        .means("The value, or another where it is null.")
        .example("IFNULL(NULL, 'unknown')")
        .takes(any("value").nullable(), any("otherwise").nullable())
        .gives(
            arguments ->
                ElementTypes.common(List.of(arguments.get(0).type(), arguments.get(1).type())),
            (value, otherwise) -> value == null ? otherwise : value);
    functions
        .function("IF", "IIF")
        .means("One value where the condition is true, another where it is false or null.")
        .example("IF(2 > 1, 'more', 'less')")
        .takes(bool("condition").nullable(), any("then").nullable(), any("otherwise").nullable())
        .gives(
            arguments ->
                ElementTypes.common(List.of(arguments.get(1).type(), arguments.get(2).type())),
            (condition, then, otherwise) -> Boolean.TRUE.equals(condition) ? then : otherwise);
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
