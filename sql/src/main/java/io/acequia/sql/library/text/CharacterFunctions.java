package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.util.UUID;
import org.apache.kafka.connect.errors.DataException;

/** Single characters by number, and identifiers. */
final class CharacterFunctions {

  private CharacterFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("ASCII")
        .means("The Unicode code point of the first character; 0 for an empty text.")
        .example("ASCII('A')")
        .takes(text("text"))
        .gives(SqlType.INTEGER, text -> text.isEmpty() ? 0 : text.codePointAt(0));
    functions
        .function("CHR")
        .means("The character of a Unicode code point.")
        .example("CHR(65)")
        .takes(integer("code"))
        .gives(SqlType.STRING, CharacterFunctions::character);
    functions
        .function("UUID", "GEN_RANDOM_UUID", "RANDOM_UUID")
        .means("A random UUID (version 4); another one for every record.")
        .notDeterministic()
        .gives(SqlType.STRING, () -> UUID.randomUUID().toString());
  }

  private static String character(int code) {
    if (code < 1
        || !Character.isValidCodePoint(code)
        || (code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE)) {
      throw new DataException("argument 1 (code) of CHR is no Unicode character");
    }
    return Character.toString(code);
  }
}
