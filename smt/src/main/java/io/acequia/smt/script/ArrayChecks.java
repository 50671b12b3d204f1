package io.acequia.smt.script;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/**
 * What calls of the functions of arrays may cost: an array's length costs no memory, its walk does
 * time.
 */
final class ArrayChecks {

  /** These compare, and make texts to compare. */
  private static final Set<String> SORTS = Set.of("sort", "toSorted");

  private static final int MAX_SORTED = 100_000;

  private ArrayChecks() {}

  /** Of {@code Array.prototype}. */
  static @Nullable Object call(GuardedCall call, @Nullable Object[] arguments) {
    Scriptable self = call.self();
    double length = self == null ? 0 : call.length(self);
    if (SORTS.contains(call.name()) && length > MAX_SORTED) {
      throw call.meter()
          .limits()
          .exceeded("it sorted an array of more than " + MAX_SORTED + " elements");
    }
    return checked(call, length, arguments);
  }

  /** Of {@code Array} itself, such as {@code Array.from}. */
  static @Nullable Object staticCall(GuardedCall call, @Nullable Object[] arguments) {
    return checked(call, 0, arguments);
  }

  private static @Nullable Object checked(
      GuardedCall call, double ownLength, @Nullable Object[] arguments) {
    double length = ownLength;
    for (Object argument : arguments) {
      if (argument instanceof Scriptable other && !(other instanceof Function)) {
        length += call.length(other);
      }
    }
    call.meter().elements(length);
    call.context().charge((long) length);
    return call.proceed(arguments);
  }

  /** {@code Function.prototype.apply}, which copies the arguments. */
  static @Nullable Object apply(GuardedCall call, @Nullable Object[] arguments) {
    if (GuardedCall.argument(arguments, 1) instanceof Scriptable list
        && call.length(list) > ScriptLimits.MAX_ARGUMENTS) {
      throw ScriptRuntime.rangeError(
          "apply takes at most " + ScriptLimits.MAX_ARGUMENTS + " arguments");
    }
    return call.proceed(arguments);
  }

  /** An iterator's step: the engine takes them in loops of its own, in which it counts nothing. */
  static @Nullable Object next(GuardedCall call, @Nullable Object[] arguments) {
    call.context().charge(4);
    return call.proceed(arguments);
  }
}
