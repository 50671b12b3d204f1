package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** A text cut at a separator. */
final class SplitFunctions {

  private SplitFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("SPLIT", "STRING_TO_ARRAY")
        .means(
            "The parts of the text between separators, as an array of at most 100,000; with an"
                + " empty separator its characters.")
        .example("SPLIT('a,b,,c', ',')")
        .takes(text("text"), text("separator"))
        .gives(SqlType.array(SqlType.STRING), SplitFunctions::split);
    functions
        .function("SPLIT_PART")
        .means(
            "One of the parts of the text between separators, counted from 1, or from the end if"
                + " negative; empty if there are not so many.")
        .example("SPLIT_PART('2026-11-22', '-', 2)")
        .example("SPLIT_PART('2026-11-22', '-', -1)")
        .takes(text("text"), text("separator"), integer("place"))
        .gives(SqlType.STRING, SplitFunctions::part);
  }

  private static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    if (separator.isEmpty()) {
      TextLimit.checkElements("SPLIT", CodePoints.count(text));
      text.codePoints().forEach(character -> parts.add(Character.toString(character)));
      return parts;
    }
    int done = 0;
    for (int found = text.indexOf(separator); found >= 0; found = text.indexOf(separator, done)) {
      parts.add(text.substring(done, found));
      TextLimit.checkElements("SPLIT", parts.size() + 1L);
      done = found + separator.length();
    }
    parts.add(text.substring(done));
    return parts;
  }

  private static String part(String text, String separator, int place) {
    if (place == 0) {
      throw new DataException("SPLIT_PART was asked for part 0; the first is 1, the last -1");
    }
    if (separator.isEmpty()) {
      return place == 1 || place == -1 ? text : "";
    }
    return place > 0 ? fromBegin(text, separator, place) : fromEnd(text, separator, place);
  }

  private static String fromBegin(String text, String separator, int place) {
    int done = 0;
    for (int i = 1; i < place; i++) {
      int found = text.indexOf(separator, done);
      if (found < 0) {
        return "";
      }
      done = found + separator.length();
    }
    int end = text.indexOf(separator, done);
    return end < 0 ? text.substring(done) : text.substring(done, end);
  }

  /** By the separators as they are found from the beginning, which may matter if these overlap. */
  private static String fromEnd(String text, String separator, int place) {
    int parts = 1;
    for (int found = text.indexOf(separator);
        found >= 0;
        found = text.indexOf(separator, found + separator.length())) {
      parts++;
    }
    long fromBegin = parts + 1L + place;
    return fromBegin < 1 ? "" : fromBegin(text, separator, (int) fromBegin);
  }
}
