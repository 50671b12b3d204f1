package io.acequia.sql.library.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.acequia.sql.function.Parameter;
import io.acequia.sql.function.Place;
import io.acequia.sql.type.SqlType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;

/**
 * What stands instead of a match: text with {@code \1} to {@code \9} for groups, {@code \&} for the
 * match and {@code \\} for a backslash, as in PostgreSQL.
 *
 * @param texts one more than there are groups between them
 * @param groups numbers of groups; 0 for the match
 */
record RegexReplacement(List<String> texts, List<Integer> groups) {

  static Parameter<RegexReplacement> parameter(String name) {
    return Parameter.of(
        name,
        "text",
        Set.of(Kind.STRING),
        (place, argument) ->
            value -> {
              if (value instanceof String text) {
                return parse(place, text);
              }
              throw place.refuses("text", value);
            });
  }

  private static RegexReplacement parse(Place place, String text) {
    List<String> texts = new ArrayList<>();
    List<Integer> groups = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char character = text.charAt(at);
      char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
      if (character != '\\') {
        literal.append(character);
        at++;
        continue;
      }
      if (next == '\\') {
        literal.append('\\');
      } else if (next == '&' || (next >= '1' && next <= '9')) {
        texts.add(literal.toString());
        literal.setLength(0);
        groups.add(next == '&' ? 0 : next - '0');
      } else {
        throw place.invalid(
            "has a backslash without a digit from 1 to 9, & or a backslash after it");
      }
      at += 2;
    }
    texts.add(literal.toString());
    return new RegexReplacement(List.copyOf(texts), List.copyOf(groups));
  }

  /** The text with every match replaced. */
  String replaceAll(String text, Pattern pattern) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    long limit = TextLimit.of(text.length());
    StringBuilder result = new StringBuilder(text.length() + 16);
    int done = 0;
    do {
      result.append(text, done, matcher.start());
      append(matcher, result);
      TextLimit.check("REGEXP_REPLACE", result.length(), limit);
      done = matcher.end();
    } while (matcher.find());
    return result.append(text, done, text.length()).toString();
  }

  private void append(Matcher matcher, StringBuilder result) {
    result.append(texts.get(0));
    for (int i = 0; i < groups.size(); i++) {
      int group = groups.get(i);
      if (group > matcher.groupCount()) {
        throw new DataException(
            "REGEXP_REPLACE has \\"
                + group
                + " in its replacement, but its pattern has only "
                + matcher.groupCount()
                + " groups");
      }
      String matched = matcher.group(group);
      result.append(matched == null ? "" : matched).append(texts.get(i + 1));
    }
  }
}
