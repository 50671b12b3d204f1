package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import org.apache.kafka.connect.errors.DataException;

/** Whether and where a text has another. */
final class SearchFunctions {

  private SearchFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("INSTR")
        .means(
            "The place of a text in another, counted from 1, or 0 if it is not there. The search"
                + " begins at a place, from the end and backwards if that is negative, and finds"
                + " the first occurrence or a later one.")
        .example("INSTR('banana', 'an')")
        .example("INSTR('banana', 'an', 1, 2)")
        .example("INSTR('banana', 'an', -1)")
        .takesAll(
            text("text"), text("part"), integer("from").orElse(1), integer("occurrence").orElse(1))
        .gives(
            SqlType.INTEGER,
            values ->
                instr(
                    (String) values[0],
                    (String) values[1],
                    (Integer) values[2],
                    (Integer) values[3]));
    functions
        .function("STRPOS")
        .means("The place of a text in another, counted from 1, or 0 if it is not there.")
        .example("STRPOS('user@example.org', '@')")
        .takes(text("text"), text("part"))
        .gives(SqlType.INTEGER, (text, part) -> place(text, text.indexOf(part)));
    functions
        .function("POSITION", "LOCATE")
        .means(
            "The place of a text, which is the first argument, in another, counted from 1, or 0 if"
                + " it is not there.")
        .example("POSITION('@', 'user@example.org')")
        .takes(text("part"), text("text"))
        .gives(SqlType.INTEGER, (part, text) -> place(text, text.indexOf(part)));
    functions
        .function("STARTS_WITH")
        .means("Whether the text begins with another.")
        .example("STARTS_WITH('AA100', 'AA')")
        .takes(text("text"), text("beginning"))
        .gives(SqlType.BOOLEAN, String::startsWith);
    functions
        .function("ENDS_WITH")
        .means("Whether the text ends with another.")
        .example("ENDS_WITH('report.csv', '.csv')")
        .takes(text("text"), text("end"))
        .gives(SqlType.BOOLEAN, String::endsWith);
    functions
        .function("CONTAINS")
        .means("Whether the text has another in it.")
        .example("CONTAINS('delayed by weather', 'weather')")
        .takes(text("text"), text("part"))
        .gives(SqlType.BOOLEAN, String::contains);
  }

  private static int instr(String text, String part, int from, int occurrence) {
    if (occurrence < 1) {
      throw new DataException("INSTR was asked for an occurrence before the first");
    }
    if (from == 0) {
      return 0;
    }
    boolean backwards = from < 0;
    int count = CodePoints.count(text);
    long first = backwards ? count + (long) from : from - 1L;
    if (first < 0 || first > count) {
      return 0;
    }
    int index = text.offsetByCodePoints(0, (int) first);
    index = backwards ? text.lastIndexOf(part, index) : text.indexOf(part, index);
    for (int i = 1; i < occurrence && index >= 0; i++) {
      if (backwards) {
        index = index == 0 ? -1 : text.lastIndexOf(part, index - 1);
      } else {
        index = index == text.length() ? -1 : text.indexOf(part, index + 1);
      }
    }
    return place(text, index);
  }

  private static int place(String text, int index) {
    return index < 0 ? 0 : text.codePointCount(0, index) + 1;
  }
}
