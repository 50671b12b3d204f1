package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values put together to one text. */
final class JoinFunctions {

  private JoinFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("CONCAT")
        .means("All values as one text, one after the other; nulls are left out.")
        .example("CONCAT('AA', 100, NULL, '/', TRUE)")
        .takesMany(anyAsText("value"))
        .gives(SqlType.STRING, values -> joined(values, 0, ""));
    functions
        .function("CONCAT_WS")
        .means("All values as one text with a separator between them; nulls are left out.")
        .example("CONCAT_WS(', ', 'Ithaca', NULL, 'NY', 14850)")
        .takesMany(anyAsText("value"), text("separator"))
        .gives(SqlType.STRING, values -> joined(values, 1, (String) values[0]));
  }

  /** Dates and times are written as the type says. */
  private static Parameter<String> anyAsText(String name) {
    return Parameter.of(
            name,
            "a value",
            Set.of(),
            (place, argument) -> {
              SqlType type = argument.type();
              return value -> ValueText.of(value, type);
            })
        .nullable();
  }

  private static String joined(@Nullable Object[] values, int first, @Nullable String separator) {
    StringBuilder text = new StringBuilder();
    boolean begun = false;
    for (int i = first; i < values.length; i++) {
      if (values[i] != null) {
        if (begun) {
          text.append(separator);
        }
        text.append(values[i]);
        begun = true;
      }
    }
    return text.toString();
  }
}
