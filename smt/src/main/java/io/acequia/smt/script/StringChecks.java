package io.acequia.smt.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.Undefined;

/** What calls of the functions of texts may cost. */
final class StringChecks {

  /** Comparisons of characters that a search may take: about a third of a second. */
  private static final long MAX_COMPARISONS = 1L << 30;

  private StringChecks() {}

  /** Of {@code String.prototype}. */
  static @Nullable Object call(GuardedCall call, @Nullable Object[] given) {
    Scriptable self = call.self();
    if (self == null) {
      return call.proceed(given);
    }
    Scriptable text =
        self.getClassName().equals("String")
            ? self
            : ScriptRuntime.toObject(call.context(), call.scope(), ScriptRuntime.toString(self));
    long length = (long) ScriptRuntime.toNumber(text.get("length", text));
    @Nullable Object[] arguments = texts(call, given);
    long argumentChars = chars(call, arguments);
    call.meter().text(length);
    call.context().charge((length + argumentChars) / SandboxContext.CHARS_A_UNIT);
    switch (call.name()) {
      case "repeat" -> call.meter().text(product(length, number(arguments)));
      case "padStart", "padEnd" -> call.meter().text((long) number(arguments));
      case "concat" -> call.meter().text(length + argumentChars);
      case "split" -> pieces(call, text, length, arguments);
      case "indexOf", "lastIndexOf", "includes" -> comparisons(call, length, arguments);
      case "replace", "replaceAll" -> {
        comparisons(call, length, arguments);
        return call.proceed(text, Replacements.bounded(call, length, arguments));
      }
      default -> {}
    }
    return call.proceed(text, arguments);
  }

  /** Of {@code String} itself, or global functions that take a text. */
  static @Nullable Object staticCall(GuardedCall call, @Nullable Object[] given) {
    @Nullable Object[] arguments = texts(call, given);
    call.context().charge(chars(call, arguments) / SandboxContext.CHARS_A_UNIT);
    return call.proceed(arguments);
  }

  /** Of {@code RegExp.prototype}: the engine counts what its search does, but not the text made. */
  static @Nullable Object regExp(GuardedCall call, @Nullable Object[] given) {
    if (!call.name().contains("replace")) {
      return call.proceed(given);
    }
    @Nullable Object[] arguments = texts(call, given);
    CharSequence text = arguments.length > 0 && arguments[0] instanceof CharSequence t ? t : "";
    return call.proceed(Replacements.bounded(call, text.length(), arguments));
  }

  /** The arguments with their texts made, so that each is made once: objects but patterns. */
  private static @Nullable Object[] texts(GuardedCall call, @Nullable Object[] given) {
    @Nullable Object[] arguments = given;
    for (int i = 0; i < given.length; i++) {
      if (given[i] instanceof Scriptable object
          && !(object instanceof Function)
          && !object.getClassName().equals("RegExp")) {
        if (arguments == given) {
          arguments = given.clone();
        }
        arguments[i] = ScriptRuntime.toPrimitive(object, String.class);
      }
    }
    return arguments;
  }

  private static long chars(GuardedCall call, @Nullable Object[] arguments) {
    long chars = 0;
    for (Object argument : arguments) {
      if (argument instanceof CharSequence text) {
        call.meter().text(text.length());
        chars += text.length();
      }
    }
    return chars;
  }

  private static double number(@Nullable Object[] arguments) {
    return arguments.length == 0 ? 0 : ScriptRuntime.toNumber(arguments[0]);
  }

  private static long product(long length, double count) {
    return (long) Math.min(length * Math.max(count, 0), Long.MAX_VALUE);
  }

  private static void comparisons(GuardedCall call, long length, @Nullable Object[] arguments) {
    if (arguments.length > 0
        && arguments[0] instanceof CharSequence sought
        && length * sought.length() > MAX_COMPARISONS) {
      throw call.meter().limits().exceeded("it sought a long text in a long text");
    }
  }

  private static void pieces(
      GuardedCall call, Scriptable text, long length, @Nullable Object[] arguments) {
    comparisons(call, length, arguments);
    Object separator = GuardedCall.argument(arguments, 0);
    if (!(separator instanceof CharSequence) || length < ScriptLimits.MAX_ARGUMENTS) {
      return;
    }
    String between = separator.toString();
    long pieces = between.isEmpty() ? length : count(Context.toString(text), between);
    if (pieces > ScriptLimits.MAX_ELEMENTS / 4) {
      throw call.meter().limits().exceeded("it split a text into more than 250,000 pieces");
    }
  }

  private static long count(String text, String part) {
    long count = 1;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }

  /** Whether an argument was given. */
  static boolean isGiven(@Nullable Object argument) {
    return argument != null && !Undefined.isUndefined(argument);
  }
}
