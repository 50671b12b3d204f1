package io.acequia.smt.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.ScriptRuntime;

/** Keeps the text that {@code replace} and {@code replaceAll} make within the limit. */
final class Replacements {

  private Replacements() {}

  /**
   * The arguments, with the replacement counted where it could make the text too long.
   *
   * @param length of the text in which is replaced
   */
  static @Nullable Object[] bounded(GuardedCall call, long length, @Nullable Object[] arguments) {
    if (arguments.length < 2) {
      return arguments;
    }
    @Nullable Object[] bounded = arguments.clone();
    if (arguments[1] instanceof Function function) {
      bounded[1] = counted(call, function);
      return bounded;
    }
    String replacement = ScriptRuntime.toString(arguments[1]);
    bounded[1] = replacement;
    long dollars = replacement.chars().filter(c -> c == '$').count();
    // At worst each character is replaced, and each dollar stands for all of the text.
    double longest = (length + 1.0) * (replacement.length() + (double) dollars * length);
    if (longest <= call.meter().limits().maxChars()) {
      return bounded;
    }
    if (dollars > 0) {
      throw call.meter()
          .limits()
          .exceeded("a replacement with $ in so long a text could make too long a text");
    }
    bounded[1] = counted(call, replacement);
    return bounded;
  }

  private static NativeCall counted(GuardedCall call, Function function) {
    long[] chars = {0};
    return new NativeCall(
        call.scope(),
        "replacement",
        1,
        (cx, scope, self, args) -> {
          String text = ScriptRuntime.toString(function.call(cx, scope, self, args));
          chars[0] += text.length();
          cx.meter().text(chars[0]);
          return text;
        });
  }

  private static NativeCall counted(GuardedCall call, String replacement) {
    long[] chars = {0};
    return new NativeCall(
        call.scope(),
        "replacement",
        1,
        (cx, scope, self, args) -> {
          chars[0] += replacement.length();
          cx.meter().text(chars[0]);
          cx.charge(1);
          return replacement;
        });
  }
}
