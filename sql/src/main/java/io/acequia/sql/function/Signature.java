package io.acequia.sql.function;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a declared function.
 *
 * @param fixed in their order, those that may be left out last
 * @param rest what any number of further arguments are, or null if there may be none
 */
record Signature(List<Parameter<?>> fixed, @Nullable Parameter<?> rest) {

  Signature {
    fixed = List.copyOf(fixed);
  }

  /**
   * The arguments of a call, with those that were left out.
   *
   * @throws FunctionException if their number, a type or a constant is wrong
   */
  List<Input<?>> inputs(String function, List<Argument> arguments) {
    int given = arguments.size();
    if (given < required() || (rest == null && given > fixed.size())) {
      throw new FunctionException(
          written(function)
              + " takes "
              + count()
              + ", but "
              + given
              + (given == 1 ? " is" : " are")
              + " given");
    }
    List<Input<?>> inputs = new ArrayList<>(Math.max(given, fixed.size()));
    for (int i = 0; i < given; i++) {
      Parameter<?> parameter =
          i < fixed.size() ? fixed.get(i) : java.util.Objects.requireNonNull(rest);
      inputs.add(parameter.input(function, i + 1, arguments.get(i)));
    }
    for (int i = given; i < fixed.size(); i++) {
      inputs.add(fixed.get(i).absent());
    }
    return inputs;
  }

  /** As the reference page shows it: {@code LPAD(text, length [, fill])}. */
  String written(String function) {
    StringBuilder text = new StringBuilder(function).append('(');
    String end = "";
    for (int i = 0; i < fixed.size(); i++) {
      Parameter<?> parameter = fixed.get(i);
      if (parameter.optional()) {
        text.append(i == 0 ? "[" : " [, ");
        end += "]";
      } else if (i > 0) {
        text.append(", ");
      }
      text.append(parameter.name());
    }
    if (rest != null) {
      text.append(fixed.isEmpty() ? "" : ", ").append(rest.name()).append(", ...");
    }
    return text.append(end).append(')').toString();
  }

  private int required() {
    return (int) fixed.stream().filter(parameter -> !parameter.optional()).count();
  }

  private String count() {
    int least = required();
    if (rest != null) {
      return least == 0 ? "any number of arguments" : least + " arguments or more";
    }
    int most = fixed.size();
    String range = least == most ? "" + most : least + " to " + most;
    return (most == 0 ? "no" : range) + (most == 1 ? " argument" : " arguments");
  }
}
