package io.acequia.sql.library.text;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.function.Place;
import io.acequia.sql.type.SqlType.Kind;
import java.util.Set;

/**
 * A regular expression in RE2's syntax, which takes linear time on any text. It must be a constant,
 * since a small pattern may make a large program: none of a record's fields is compiled.
 */
final class RegexParameter {

  private static final int LONGEST = 10_000;

  private RegexParameter() {}

  static Parameter<Pattern> pattern(String name) {
    return Parameter.of(
        name,
        "a regular expression (RE2)",
        Set.of(Kind.STRING),
        (place, argument) -> {
          Pattern pattern = compiled(place, argument);
          return value -> pattern;
        });
  }

  private static Pattern compiled(Place place, Argument argument) {
    Object value = argument.value();
    if (!argument.constant() || (value != null && !(value instanceof String))) {
      throw new FunctionException(place + " must be a constant text");
    }
    String text = value == null ? "" : (String) value;
    if (text.length() > LONGEST) {
      throw new FunctionException(place + " is longer than " + LONGEST + " characters");
    }
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      FunctionException refusal =
          new FunctionException(place + " is no regular expression (RE2): " + e.getDescription());
      refusal.initCause(e);
      throw refusal;
    }
  }
}
