package io.acequia.smt.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/** How large BigInts may be made by their constructor and its functions. */
final class BigIntChecks {

  private BigIntChecks() {}

  /** {@code BigInt(value)}: reading a text takes the square of its length. */
  static @Nullable Object value(GuardedCall call, @Nullable Object[] arguments) {
    Object given = GuardedCall.argument(arguments, 0);
    Object value = given instanceof Scriptable ? ScriptRuntime.toPrimitive(given) : given;
    if (value instanceof CharSequence text && text.length() > Operators.MAX_DIGITS) {
      throw call.meter().limits().exceeded("it read a BigInt of more than 20,000 digits");
    }
    return call.proceed(new Object[] {value});
  }

  /** {@code BigInt.asIntN(bits, value)} and its sister. */
  static @Nullable Object bits(GuardedCall call, @Nullable Object[] arguments) {
    Object[] checked = arguments.clone();
    if (checked.length > 0) {
      double bits = ScriptRuntime.toNumber(checked[0]);
      call.meter().bits(bits);
      checked[0] = bits;
    }
    if (checked.length > 1 && ScriptRuntime.toPrimitive(checked[1]) instanceof CharSequence text) {
      call.meter().text(text.length() > Operators.MAX_DIGITS ? Long.MAX_VALUE : 0);
    }
    return call.proceed(checked);
  }
}
