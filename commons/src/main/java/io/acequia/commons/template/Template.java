package io.acequia.commons.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Text with variables, such as {@code raw-${stream_id}}: how a topic or a table gets its name from
 * a record. {@code $$} stands for a dollar sign. Parsed once, rendered for each record.
 */
public final class Template {

  private final String text;
  // Literals and variables in turn, beginning and ending with a literal (which may be empty).
  private final List<String> literals;
  private final List<String> variables;

  private Template(String text, List<String> literals, List<String> variables) {
    this.text = text;
    this.literals = literals;
    this.variables = variables;
  }

  /**
   * Parses a template.
   *
   * @param allowed the variables that exist; none named means any
   * @throws ConfigException if a variable is unknown, unnamed or not closed
   */
  public static Template parse(String text, Set<String> allowed) {
    List<String> literals = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    StringBuilder literal = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '$' && text.startsWith("$$", at)) {
        literal.append('$');
        at += 2;
      } else if (c == '$' && text.startsWith("${", at)) {
        int end = text.indexOf('}', at);
        if (end < 0) {
          throw new ConfigException("'${' at position " + at + " of '" + text + "' is not closed");
        }
        String name = text.substring(at + 2, end);
        checkName(name, text, allowed);
        literals.add(literal.toString());
        literal.setLength(0);
        variables.add(name);
        at = end + 1;
      } else {
        literal.append(c);
        at++;
      }
    }
    literals.add(literal.toString());
    return new Template(text, List.copyOf(literals), List.copyOf(variables));
  }

  private static void checkName(String name, String text, Set<String> allowed) {
    if (name.isBlank()) {
      throw new ConfigException("'" + text + "' has a variable without a name");
    }
    if (!allowed.isEmpty() && !allowed.contains(name)) {
      throw new ConfigException(
          "'${" + name + "}' in '" + text + "' is unknown: there are " + new TreeSet<>(allowed));
    }
  }

  /**
   * The text with every variable replaced.
   *
   * @throws DataException if a variable has no value for this record
   */
  public String render(Function<String, @Nullable String> values) {
    if (variables.isEmpty()) {
      return literals.get(0);
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < variables.size(); i++) {
      String value = values.apply(variables.get(i));
      if (value == null) {
        throw new DataException(
            "no value for '${" + variables.get(i) + "}' of the template '" + text + "'");
      }
      out.append(literals.get(i)).append(value);
    }
    return out.append(literals.get(variables.size())).toString();
  }

  /** The variables, in the order of their first use. */
  public Set<String> variables() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(variables));
  }

  /** Whether every record gets the same text. */
  public boolean isConstant() {
    return variables.isEmpty();
  }

  /** The template as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
