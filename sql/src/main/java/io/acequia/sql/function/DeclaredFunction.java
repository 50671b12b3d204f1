package io.acequia.sql.function;

import io.acequia.sql.function.FunctionCall.Body;
import io.acequia.sql.type.SqlType;
import java.util.List;

/** A function that was declared with {@link FunctionBuilder}. */
record DeclaredFunction(
    String name,
    FunctionDoc doc,
    Signature signature,
    FunctionBuilder.ResultType resultType,
    BodyMaker maker,
    boolean deterministic)
    implements SqlFunction {

  /** Makes the body of a call. */
  @FunctionalInterface
  interface BodyMaker {
    /**
     * @param inputs of all parameters
     * @param given how many of them are arguments of the call
     */
    Body make(List<Input<?>> inputs, int given);
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    List<Input<?>> inputs = signature.inputs(name, arguments);
    SqlType type = resultType.of(arguments);
    return new FunctionCall(type, maker.make(inputs, arguments.size()), deterministic);
  }
}
