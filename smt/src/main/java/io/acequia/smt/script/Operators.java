package io.acequia.smt.script;

import java.math.BigInteger;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Token;

/** The operators that {@link OperatorGuard} puts in; no script can write their names. */
final class Operators {

  static final String ADD = " add";
  static final String CONCAT = " concat";
  static final String APPENDED = " appended";
  static final String MULTIPLY = " multiply";
  static final String POWER = " power";
  static final String SHIFT = " shift";
  static final String NUMBER = " number";
  static final String EQUAL = " equal";
  static final String UNEQUAL = " unequal";
  static final String LESS = " less";
  static final String LESS_OR_EQUAL = " less or equal";
  static final String GREATER = " greater";
  static final String GREATER_OR_EQUAL = " greater or equal";

  /** A text of more digits takes long to read as a BigInt. */
  static final int MAX_DIGITS = 20_000;

  private Operators() {}

  static void define(ScriptableObject scope, Meter meter) {
    define(scope, ADD, (cx, s, t, args) -> text(cx, ScriptRuntime.add(args[0], args[1], cx)));
    define(scope, CONCAT, (cx, s, t, args) -> text(cx, ScriptRuntime.concat(args[0], args[1])));
    define(scope, APPENDED, (cx, s, t, args) -> appended(cx, args[0]));
    define(scope, MULTIPLY, (cx, s, t, args) -> multiply(meter, args[0], args[1]));
    define(scope, POWER, (cx, s, t, args) -> power(meter, args[0], args[1]));
    define(scope, SHIFT, (cx, s, t, args) -> shift(meter, args[0], args[1]));
    define(scope, NUMBER, (cx, s, t, args) -> noBigInt(args[0]));
    define(scope, EQUAL, (cx, s, t, args) -> equal(meter, args[0], args[1]));
    define(scope, UNEQUAL, (cx, s, t, args) -> !equal(meter, args[0], args[1]));
    define(scope, LESS, comparison(meter, Token.LT));
    define(scope, LESS_OR_EQUAL, comparison(meter, Token.LE));
    define(scope, GREATER, comparison(meter, Token.GT));
    define(scope, GREATER_OR_EQUAL, comparison(meter, Token.GE));
  }

  private static void define(ScriptableObject scope, String name, NativeCall.Body body) {
    scope.defineProperty(
        name,
        new NativeCall(scope, name, 2, body),
        ScriptableObject.PERMANENT | ScriptableObject.READONLY | ScriptableObject.DONTENUM);
  }

  private static Object text(SandboxContext context, Object result) {
    if (result instanceof CharSequence text) {
      context.meter().text(text.length());
      context.charge(text.length() / SandboxContext.CHARS_A_UNIT);
    }
    return result;
  }

  /** The text before cannot be seen here; so it is taken for a long one. */
  private static Object appended(SandboxContext context, Object right) {
    Object primitive = right instanceof Scriptable ? ScriptRuntime.toPrimitive(right) : right;
    if (primitive instanceof CharSequence text) {
      context.meter().appended(text.length());
      context.charge(100 + text.length() / SandboxContext.CHARS_A_UNIT);
    }
    return primitive;
  }

  private static Object multiply(Meter meter, Object left, Object right) {
    Number a = ScriptRuntime.toNumeric(left);
    Number b = ScriptRuntime.toNumeric(right);
    if (a instanceof BigInteger x && b instanceof BigInteger y) {
      meter.bits((double) x.bitLength() + y.bitLength());
    }
    return ScriptRuntime.multiply(a, b);
  }

  private static Object power(Meter meter, Object left, Object right) {
    Number a = ScriptRuntime.toNumeric(left);
    Number b = ScriptRuntime.toNumeric(right);
    if (a instanceof BigInteger x && b instanceof BigInteger y) {
      meter.bits(x.bitLength() * y.doubleValue());
    }
    return ScriptRuntime.exponentiate(a, b);
  }

  private static Object shift(Meter meter, Object left, Object right) {
    Number a = ScriptRuntime.toNumeric(left);
    Number b = ScriptRuntime.toNumeric(right);
    if (a instanceof BigInteger x && b instanceof BigInteger y) {
      meter.bits(x.bitLength() + y.doubleValue());
    }
    return ScriptRuntime.leftShift(a, b);
  }

  private static boolean equal(Meter meter, Object left, Object right) {
    Object a = right instanceof BigInteger ? ScriptRuntime.toPrimitive(left) : left;
    Object b = left instanceof BigInteger ? ScriptRuntime.toPrimitive(right) : right;
    digits(meter, a, b);
    return ScriptRuntime.eq(a, b);
  }

  private static NativeCall.Body comparison(Meter meter, int operator) {
    return (cx, s, t, args) -> {
      Object a = ScriptRuntime.toPrimitive(args[0], Number.class);
      Object b = ScriptRuntime.toPrimitive(args[1], Number.class);
      digits(meter, a, b);
      return ScriptRuntime.compare(a, b, operator);
    };
  }

  private static void digits(Meter meter, Object a, Object b) {
    boolean longLeft = a instanceof CharSequence text && text.length() > MAX_DIGITS;
    boolean longRight = b instanceof CharSequence text && text.length() > MAX_DIGITS;
    if ((longLeft && b instanceof BigInteger) || (longRight && a instanceof BigInteger)) {
      throw meter.limits().exceeded("it compared a BigInt with a text of more than 20,000 digits");
    }
  }

  private static Object noBigInt(Object right) {
    Number number = ScriptRuntime.toNumeric(right);
    if (number instanceof BigInteger) {
      throw ScriptRuntime.typeError(
          "a BigInt cannot be assigned to a property by *=, **= or <<=; write a = a * b");
    }
    return number;
  }
}
