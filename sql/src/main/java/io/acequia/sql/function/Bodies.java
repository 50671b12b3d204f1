package io.acequia.sql.function;

import io.acequia.sql.function.FunctionBuilder.All;
import io.acequia.sql.function.FunctionBuilder.Three;
import io.acequia.sql.function.FunctionCall.Binary;
import io.acequia.sql.function.FunctionCall.Body;
import io.acequia.sql.function.FunctionCall.Many;
import io.acequia.sql.function.FunctionCall.Unary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the bodies of declared functions, of the fewest arguments that the call has. */
final class Bodies {

  private Bodies() {}

  /** Of up to three parameters; the inputs are of the types that the function takes. */
  @SuppressWarnings(
      "unchecked") // the builder's methods tie the parameters' types to the function's
  static <A, B, C> Body upToThree(
      List<Input<?>> inputs, int given, Three<? super A, ? super B, ? super C> function) {
    Input<A> a = (Input<A>) inputs.get(0);
    Input<B> b = inputs.size() > 1 ? (Input<B>) inputs.get(1) : new Input<>(null);
    Input<C> c = inputs.size() > 2 ? (Input<C>) inputs.get(2) : new Input<>(null);
    return switch (given) {
      case 0 -> (Many) none -> function.apply(a.read(null), b.read(null), c.read(null));
      case 1 ->
          (Unary)
              first ->
                  a.isMissing(first)
                      ? null
                      : function.apply(a.read(first), b.read(null), c.read(null));
      case 2 ->
          (Binary)
              (first, second) ->
                  a.isMissing(first) || b.isMissing(second)
                      ? null
                      : function.apply(a.read(first), b.read(second), c.read(null));
      default ->
          (Many)
              all ->
                  a.isMissing(all[0]) || b.isMissing(all[1]) || c.isMissing(all[2])
                      ? null
                      : function.apply(a.read(all[0]), b.read(all[1]), c.read(all[2]));
    };
  }

  /** Of any number of parameters. */
  static Body of(List<Input<?>> inputs, int given, All function) {
    Input<?>[] all = inputs.toArray(new Input<?>[0]);
    if (given == 1) {
      return (Unary) first -> apply(all, new @Nullable Object[] {first}, function);
    }
    if (given == 2) {
      return (Binary)
          (first, second) -> apply(all, new @Nullable Object[] {first, second}, function);
    }
    return (Many) arguments -> apply(all, arguments, function);
  }

  private static @Nullable Object apply(
      Input<?>[] inputs, @Nullable Object[] arguments, All function) {
    @Nullable Object[] values = new @Nullable Object[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      Object argument = i < arguments.length ? arguments[i] : null;
      if (inputs[i].isMissing(argument)) {
        return null;
      }
      values[i] = inputs[i].read(argument);
    }
    return function.apply(values);
  }
}
