package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.integer;
import static io.acequia.sql.function.Parameters.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Texts by pattern. */
final class RegexFunctions {

  private RegexFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("REGEXP_LIKE", "REGEXP_MATCHES")
        .means("Whether a pattern (RE2, constant) matches somewhere in the text.")
        .example("REGEXP_LIKE('AA100', '^[A-Z]{2}[0-9]+$')")
        .takes(text("text"), RegexParameter.pattern("pattern"))
        .gives(SqlType.BOOLEAN, (text, pattern) -> pattern.matcher(text).find());
    functions
        .function("REGEXP_REPLACE")
        .means(
            "The text with every match of a pattern (RE2, constant) replaced; \\1 to \\9 stand for"
                + " the pattern's groups, \\& for the match. The first match alone is not replaced,"
                + " as PostgreSQL does without its flag 'g', which may be given.")
        .example("REGEXP_REPLACE('call 555-1234', '[0-9]', '#')")
        .example("REGEXP_REPLACE('Doe, Jane', '(\\w+), (\\w+)', '\\2 \\1')")
        .takesAll(
            text("text"),
            RegexParameter.pattern("pattern"),
            RegexReplacement.parameter("replacement"),
            all("flags").orAbsent())
        .gives(SqlType.STRING, values -> replaced(values[0], values[1], values[2]));
    functions
        .function("REGEXP_EXTRACT", "REGEXP_SUBSTR")
        .means(
            "What a pattern (RE2, constant) matches first in the text, or a group of it; null if"
                + " nothing does.")
        .example("REGEXP_EXTRACT('gate B22, row 7', '[A-Z][0-9]+')")
        .example("REGEXP_EXTRACT('gate B22, row 7', 'row ([0-9]+)', 1)")
        .takes(text("text"), RegexParameter.pattern("pattern"), integer("group").orElse(0))
        .gives(SqlType.STRING, RegexFunctions::extracted);
    functions
        .function("REGEXP_SPLIT_TO_ARRAY")
        .means("The parts of the text between matches of a pattern (RE2, constant).")
        .example("REGEXP_SPLIT_TO_ARRAY('a, b;c', '[,;] *')")
        .takes(text("text"), RegexParameter.pattern("pattern"))
        .gives(SqlType.array(SqlType.STRING), RegexFunctions::parts);
  }

  /** PostgreSQL's flag for what is done here without it. */
  private static Parameter<String> all(String name) {
    return Parameter.of(
        name,
        "text",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if ("g".equals(value)) {
                return "g";
              }
              throw place.invalid("must be 'g'; other flags are written into the pattern: (?i)");
            });
  }

  private static @Nullable Object replaced(
      @Nullable Object text, @Nullable Object pattern, @Nullable Object replacement) {
    return text instanceof String string
            && pattern instanceof Pattern compiled
            && replacement instanceof RegexReplacement parsed
        ? parsed.replaceAll(string, compiled)
        : null;
  }

  private static @Nullable String extracted(String text, Pattern pattern, int group) {
    Matcher matcher = pattern.matcher(text);
    if (group < 0 || group > matcher.groupCount()) {
      throw new DataException(
          "argument 3 (group) of REGEXP_EXTRACT must be from 0 to the number of groups, which is "
              + matcher.groupCount());
    }
    return matcher.find() ? matcher.group(group) : null;
  }

  private static List<String> parts(String text, Pattern pattern) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    int done = 0;
    while (matcher.find()) {
      // An empty match cuts between two characters, not at an end.
      if (matcher.end() > matcher.start()
          || (matcher.start() > done && matcher.end() < text.length())) {
        parts.add(text.substring(done, matcher.start()));
        TextLimit.checkElements("REGEXP_SPLIT_TO_ARRAY", parts.size() + 1L);
        done = matcher.end();
      }
    }
    parts.add(text.substring(done));
    return parts;
  }
}
