package io.acequia.sql.function;

import java.util.List;

/**
 * A scalar function. The built-in ones and those that users write in Java, Scala or Kotlin have
 * this one interface; {@link java.util.ServiceLoader} finds the latter beside the plugin.
 *
 * <p>Instances need no state: what a call site needs (a compiled pattern, a digest) is made by
 * {@link #bind}, once for each place where a statement calls the function.
 */
public interface SqlFunction {

  /** The name, in any case: {@code INITCAP}. */
  String name();

  /** What the reference page says about it. */
  default FunctionDoc doc() {
    return FunctionDoc.none(name());
  }

  /**
   * Checks the arguments and prepares a call.
   *
   * @param arguments their types, and their values where these are constants
   * @throws FunctionException if their number, a type or a constant is wrong; the message names the
   *     argument, and the compiler adds line and column
   */
  FunctionCall bind(List<Argument> arguments);
}
