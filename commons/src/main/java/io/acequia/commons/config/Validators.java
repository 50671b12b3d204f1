package io.acequia.commons.config;

import io.acequia.commons.path.FieldPath;
import io.acequia.commons.template.Template;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The checks that keys of several modules share. Each rejects with a {@link ConfigException} that
 * names the key; {@code null} passes, since a missing value is the key's own matter.
 */
public final class Validators {

  private Validators() {}

  /** Text with at least one character that is not white space. */
  public static Validator nonBlank() {
    return text(
        "a text that is not blank",
        (key, value) -> require(!value.isBlank(), key, value, "must not be blank"));
  }

  /** A TCP port that can be listened on or connected to. */
  public static Validator port() {
    return between(1, 65_535);
  }

  /** A whole number of at least {@code min}. */
  public static Validator atLeast(long min) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof Number number) {
            require(number.longValue() >= min, key, value, "must be at least " + min);
          }
        },
        () -> "[" + min + ",...]");
  }

  /** A whole number of at least {@code min} and at most {@code max}. */
  public static Validator between(long min, long max) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof Number number) {
            boolean inside = number.longValue() >= min && number.longValue() <= max;
            require(inside, key, value, "must be between " + min + " and " + max);
          }
        },
        () -> "[" + min + ",...," + max + "]");
  }

  /** A constant of the enum, spelled as {@link #spell} does; case does not matter. */
  public static Validator oneOf(Class<? extends Enum<?>> constants) {
    String allowed = spellings(constants);
    return text(
        "one of " + allowed,
        (key, value) ->
            require(
                Arrays.stream(constants.getEnumConstants())
                    .anyMatch(constant -> spell(constant).equalsIgnoreCase(value)),
                key,
                value,
                "must be one of " + allowed));
  }

  /** A regular expression of {@code java.util.regex}. */
  public static Validator pattern() {
    return text(
        "a regular expression",
        (key, value) -> {
          try {
            Pattern.compile(value);
          } catch (PatternSyntaxException e) {
            throw new ConfigException(key, value, "is not a regular expression: " + e.getMessage());
          }
        });
  }

  /** A {@link Template} over these variables; none named means any. */
  public static Validator template(String... variables) {
    Set<String> allowed = Set.of(variables);
    String names =
        Arrays.stream(variables).map(name -> "${" + name + "}").collect(Collectors.joining(", "));
    return text(
        names.isEmpty() ? "a template" : "a template over " + names,
        (key, value) -> rethrow(key, value, () -> Template.parse(value, allowed)));
  }

  /** A {@link FieldPath}. */
  public static Validator fieldPath() {
    return text(
        "a field path such as data.user.id",
        (key, value) -> rethrow(key, value, () -> FieldPath.parse(value)));
  }

  /** Every element of a list passes {@code element}. */
  public static Validator each(Validator element) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof List<?> elements) {
            elements.forEach(one -> element.ensureValid(key, one));
          }
        },
        () -> "a list, each " + element);
  }

  /**
   * The constant that {@code text} spells.
   *
   * @throws IllegalArgumentException if there is none; a validated configuration has one
   */
  public static <E extends Enum<E>> E parse(Class<E> constants, String text) {
    for (E constant : constants.getEnumConstants()) {
      if (spell(constant).equalsIgnoreCase(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("'" + text + "' is not one of " + spellings(constants));
  }

  /** How a constant is written in a configuration: {@code AT_LEAST_ONCE} is at-least-once. */
  public static String spell(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String spellings(Class<? extends Enum<?>> constants) {
    return Arrays.stream(constants.getEnumConstants())
        .map(Validators::spell)
        .collect(Collectors.joining(", "));
  }

  private static Validator text(String description, Check check) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            check.accept(key, text);
          }
        },
        () -> description);
  }

  private static void require(boolean valid, String key, @Nullable Object value, String message) {
    if (!valid) {
      throw new ConfigException(key, value, message);
    }
  }

  private static void rethrow(String key, String value, Runnable parse) {
    try {
      parse.run();
    } catch (ConfigException e) {
      throw new ConfigException(key, value, e.getMessage());
    }
  }

  @FunctionalInterface
  private interface Check {
    void accept(String key, String value);
  }
}
