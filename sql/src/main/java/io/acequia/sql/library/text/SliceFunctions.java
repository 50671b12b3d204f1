package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import org.apache.kafka.connect.errors.DataException;

/** Parts of a text by place. */
final class SliceFunctions {

  private SliceFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("SUBSTRING", "SUBSTR")
        .means(
            "The characters from a place, counted from 1, to the end or as many as the count says."
                + " Places before the first count, but have no characters, as in PostgreSQL.")
        .example("SUBSTRING('Acequia', 4)")
        .example("SUBSTRING('Acequia', 1, 3)")
        .takes(text("text"), integer("from"), integer("count").orElse(Integer.MAX_VALUE))
        .gives(SqlType.STRING, SliceFunctions::substring);
    functions
        .function("LEFT")
        .means("The first characters; with a negative count all but the last ones.")
        .example("LEFT('Acequia', 3)")
        .example("LEFT('Acequia', -3)")
        .takes(text("text"), integer("count"))
        .gives(
            SqlType.STRING,
            (text, count) ->
                CodePoints.slice(
                    text, 0, count < 0 ? CodePoints.count(text) + (long) count : count));
    functions
        .function("RIGHT")
        .means("The last characters; with a negative count all but the first ones.")
        .example("RIGHT('Acequia', 3)")
        .example("RIGHT('Acequia', -3)")
        .takes(text("text"), integer("count"))
        .gives(
            SqlType.STRING,
            (text, count) ->
                CodePoints.slice(
                    text,
                    count < 0 ? -(long) count : CodePoints.count(text) - (long) count,
                    Long.MAX_VALUE));
    functions
        .function("OVERLAY")
        .means("The text with other text from a place on, instead of as many characters.")
        .example("OVERLAY('4111-1111', '****', 1)")
        .takesAll(text("text"), text("replacement"), integer("from"), integer("count").orAbsent())
        .gives(
            SqlType.STRING,
            values ->
                overlay(
                    (String) values[0],
                    (String) values[1],
                    (Integer) values[2],
                    values[3] == null
                        ? CodePoints.count((String) values[1])
                        : (Integer) values[3]));
  }

  private static String substring(String text, int from, int count) {
    if (count < 0) {
      throw new DataException("SUBSTRING was asked for a negative number of characters");
    }
    return CodePoints.slice(
        text, from - 1L, count == Integer.MAX_VALUE ? Long.MAX_VALUE : from - 1L + count);
  }

  private static String overlay(String text, String replacement, int from, int count) {
    if (from < 1) {
      throw new DataException("OVERLAY was asked to begin before the first character");
    }
    return CodePoints.slice(text, 0, from - 1L)
        + replacement
        + CodePoints.slice(text, from - 1L + count, Long.MAX_VALUE);
  }
}
