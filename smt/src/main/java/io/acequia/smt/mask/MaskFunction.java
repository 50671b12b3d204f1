package io.acequia.smt.mask;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;

/** {@code MASK(value [, pattern [, replacement]])}: what the transform does; types stay. */
public final class MaskFunction implements SqlFunction {

  @Override
  public String name() {
    return "MASK";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        FunctionDoc.Category.PRIVACY,
        List.of("MASK(value [, pattern [, replacement]])"),
        "The value with what it says hidden: wholly, or by a pattern: 'keep last 4', 'keep first"
            + " 2', 'keep first 2 last 4', 'digits' (every digit becomes 0), 'whole', or else what"
            + " matches a regular expression (RE2). The replacement is **** by default. Numbers"
            + " become 0, booleans false, times the epoch, bytes empty, and the type stays.",
        List.of(
            "MASK('ada@example.org')",
            "MASK('4111-1111-1111-1234', 'keep last 4')",
            "MASK('+34 600 12', 'digits')",
            "MASK('call 555-0100', '[0-9]{3}-[0-9]{4}', '#')",
            "MASK(42)"));
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.isEmpty() || arguments.size() > 3) {
      throw new FunctionException("MASK takes a value, and perhaps a pattern and a replacement");
    }
    String pattern = arguments.size() > 1 ? text(arguments.get(1), "pattern") : "whole";
    String replacement =
        arguments.size() > 2 ? text(arguments.get(2), "replacement") : MaskPattern.STARS;
    ValueMask mask = new ValueMask(name(), mask(pattern, replacement));
    SqlType type = arguments.get(0).type();
    FunctionCall.Body body =
        switch (arguments.size()) {
          case 1 -> (FunctionCall.Unary) mask::apply;
          case 2 -> (FunctionCall.Binary) (value, constant) -> mask.apply(value);
          default -> (FunctionCall.Many) values -> mask.apply(values[0]);
        };
    return new FunctionCall(type, body, true);
  }

  private static TextMask mask(String pattern, String replacement) {
    try {
      return MaskPattern.of(pattern, replacement);
    } catch (IllegalArgumentException e) {
      throw new FunctionException("the pattern of MASK: " + e.getMessage());
    }
  }

  private static String text(Argument argument, String name) {
    if (!argument.constant() || !(argument.value() instanceof String text)) {
      throw new FunctionException("the " + name + " of MASK must be a text literal");
    }
    return text;
  }
}
