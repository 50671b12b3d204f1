package io.acequia.smt.script;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.Undefined;

/**
 * Functions of arrays in place of the engine's, whose results are not bounded by the array's
 * length: an array may contain itself, or one other array at many places.
 */
final class ArrayFunctions {

  private static final int MAX_NESTING = 200;

  private ArrayFunctions() {}

  static void define(ScriptableObject prototype) {
    Nesting nesting = new Nesting();
    define(prototype, "join", 1, (cx, s, self, args) -> join(cx, self, args, nesting));
    for (String name : new String[] {"toString", "toLocaleString"}) {
      define(prototype, name, 0, (cx, s, self, args) -> join(cx, self, new Object[0], nesting));
    }
    define(prototype, "flat", 0, ArrayFunctions::flat);
  }

  private static void define(
      ScriptableObject prototype, String name, int arity, NativeCall.Body body) {
    Scriptable scope = ScriptableObject.getTopLevelScope(prototype);
    prototype.defineProperty(
        name, new NativeCall(scope, name, arity, body), ScriptableObject.DONTENUM);
  }

  /** How deep joins of arrays in arrays are; one for each scope. */
  private static final class Nesting {
    private int depth;
  }

  private static String join(
      SandboxContext cx, @Nullable Scriptable self, @Nullable Object[] arguments, Nesting nesting) {
    if (!(self instanceof NativeArray array)) {
      throw ScriptRuntime.typeError("join needs an array");
    }
    Object given = GuardedCall.argument(arguments, 0);
    String separator =
        given == null || Undefined.isUndefined(given) ? "," : ScriptRuntime.toString(given);
    long length = array.getLength();
    cx.meter().elements(length);
    if (nesting.depth == MAX_NESTING) {
      throw ScriptRuntime.rangeError("arrays are nested too deeply to be joined");
    }
    nesting.depth++;
    try {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        cx.charge(1);
        if (i > 0) {
          text.append(separator);
        }
        Object element = ScriptableObject.getProperty(array, i);
        if (element != null && element != Scriptable.NOT_FOUND && !Undefined.isUndefined(element)) {
          text.append(ScriptRuntime.toString(element));
        }
        cx.meter().text(text.length());
      }
      cx.charge(text.length() / SandboxContext.CHARS_A_UNIT);
      return text.toString();
    } finally {
      nesting.depth--;
    }
  }

  private static Object flat(
      SandboxContext cx, Scriptable scope, @Nullable Scriptable self, @Nullable Object[] args) {
    Object given = GuardedCall.argument(args, 0);
    double depth =
        given == null || Undefined.isUndefined(given) ? 1 : ScriptRuntime.toNumber(given);
    if (!(self instanceof NativeArray array)) {
      throw ScriptRuntime.typeError("flat needs an array");
    }
    List<Object> elements = new ArrayList<>();
    flatten(cx, array, Math.min(depth, MAX_NESTING + 1), 0, elements);
    return cx.newArray(scope, elements.toArray());
  }

  private static void flatten(
      SandboxContext cx, NativeArray array, double depth, int level, List<Object> elements) {
    if (level > MAX_NESTING) {
      throw ScriptRuntime.rangeError("arrays are nested too deeply to be flattened");
    }
    long length = array.getLength();
    cx.meter().elements(length);
    for (int i = 0; i < length; i++) {
      cx.charge(1);
      Object element = ScriptableObject.getProperty(array, i);
      if (element instanceof NativeArray inner && depth >= 1) {
        flatten(cx, inner, depth - 1, level + 1, elements);
      } else if (element != Scriptable.NOT_FOUND) {
        elements.add(element);
        cx.meter().elements(elements.size());
      }
    }
  }
}
