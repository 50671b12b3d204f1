package io.acequia.smt.script;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/** {@code JSON.parse} and {@code JSON.stringify} with a bound on depth, nodes and text. */
final class JsonFunctions {

  private static final int MAX_DEPTH = 500;

  private JsonFunctions() {}

  static void define(ScriptableObject json) {
    replace(json, "parse", 2, JsonFunctions::parse);
    replace(json, "stringify", 3, JsonFunctions::stringify);
  }

  private static void replace(
      ScriptableObject json, String name, int arity, StandardLibrary.Guard guard) {
    Function target = (Function) json.get(name, json);
    Scriptable top = ScriptableObject.getTopLevelScope(json);
    json.defineProperty(
        name,
        new NativeCall(
            top,
            name,
            arity,
            (cx, scope, self, args) ->
                guard.call(new GuardedCall(cx, scope, self, name, target), args)),
        ScriptableObject.DONTENUM);
  }

  private static @Nullable Object parse(GuardedCall call, @Nullable Object[] arguments) {
    String text = ScriptRuntime.toString(arguments, 0);
    if (text.length() > call.meter().limits().maxChars() / 4) {
      throw call.meter()
          .limits()
          .exceeded("it parsed a JSON text that is too long (memory.limit.bytes)");
    }
    call.context().charge(text.length() / SandboxContext.CHARS_A_UNIT);
    if (depth(text) > MAX_DEPTH) {
      throw ScriptRuntime.rangeError("the JSON text is nested too deeply");
    }
    @Nullable Object[] parsed = arguments.length == 0 ? new Object[1] : arguments.clone();
    parsed[0] = text;
    return call.proceed(parsed);
  }

  /** How deep the brackets go, those in texts counted too: only ever too many. */
  private static int depth(String text) {
    int depth = 0;
    int deepest = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '[' || c == '{')) {
        deepest = Math.max(deepest, ++depth);
      } else if (!quoted && (c == ']' || c == '}')) {
        depth--;
      }
    }
    return deepest;
  }

  private static @Nullable Object stringify(GuardedCall call, @Nullable Object[] arguments) {
    @Nullable Object[] counted = new Object[3];
    counted[0] = arguments.length > 0 ? arguments[0] : Undefined.instance;
    counted[1] = replacer(call, GuardedCall.argument(arguments, 1));
    counted[2] = arguments.length > 2 ? arguments[2] : Undefined.instance;
    return call.proceed(counted);
  }

  /** Sees each node before its text is made. */
  private static NativeCall replacer(GuardedCall call, @Nullable Object given) {
    Set<String> keys = given instanceof NativeArray names ? keys(names) : null;
    long[] seen = {0, 0};
    return new NativeCall(
        call.scope(),
        "replacer",
        2,
        (cx, scope, self, args) -> {
          cx.charge(4);
          cx.meter().elements(++seen[0]);
          Object value = args[1];
          if (keys != null && !isListed(keys, self, args[0])) {
            return Undefined.instance;
          }
          if (given instanceof Function function) {
            value = function.call(cx, scope, self, args);
          }
          if (value instanceof CharSequence text) {
            seen[1] += text.length();
            cx.meter().text(seen[1] * 2);
          }
          return value;
        });
  }

  private static boolean isListed(
      Set<String> keys, @Nullable Scriptable holder, @Nullable Object key) {
    String name = ScriptRuntime.toString(key);
    return holder instanceof NativeArray || name.isEmpty() || keys.contains(name);
  }

  private static Set<String> keys(NativeArray names) {
    Set<String> keys = new HashSet<>();
    for (Object index : names.getIndexIds()) {
      keys.add(ScriptRuntime.toString(names.get((Integer) index, names)));
    }
    return keys;
  }
}
