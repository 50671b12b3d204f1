package io.acequia.smt.script;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeObject;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;
import org.mozilla.javascript.SymbolKey;

/**
 * The global scope of a script: the engine's safe objects, less what makes code from text, waits
 * for an event loop or handles raw memory; and with every function that one call could keep busy,
 * or make allocate, without end held to the limits. Sealed, but for the script's own names.
 */
final class StandardLibrary {

  private static final List<String> REMOVED =
      List.of(
          "eval",
          "Script",
          "With",
          "Call",
          "Continuation",
          "Iterator",
          "StopIteration",
          "uneval",
          "isXMLName",
          "Promise",
          "Proxy",
          "Reflect",
          "JavaException",
          "ArrayBuffer",
          "DataView",
          "Int8Array",
          "Uint8Array",
          "Uint8ClampedArray",
          "Int16Array",
          "Uint16Array",
          "Int32Array",
          "Uint32Array",
          "BigInt64Array",
          "BigUint64Array",
          "Float32Array",
          "Float64Array");

  private static final List<String> TEXT_FUNCTIONS =
      List.of(
          "encodeURI",
          "encodeURIComponent",
          "decodeURI",
          "decodeURIComponent",
          "escape",
          "unescape",
          "parseInt",
          "parseFloat");

  private final ScriptableObject scope;

  private StandardLibrary(ScriptableObject scope) {
    this.scope = scope;
  }

  static ScriptableObject create(SandboxContext context, boolean bigInts) {
    ScriptableObject scope = context.initSafeStandardObjects(new NativeObject(), false);
    StandardLibrary library = new StandardLibrary(scope);
    library.remove();
    library.guard();
    if (bigInts) {
      library.guardBigInts();
    } else {
      scope.delete("BigInt");
    }
    library.seal();
    Operators.define(scope, context.meter());
    return scope;
  }

  private void remove() {
    REMOVED.forEach(scope::delete);
    for (Object name : scope.getAllIds()) {
      if (scope.get(name) instanceof ScriptableObject object
          && object.get("prototype") instanceof ScriptableObject prototype) {
        prototype.delete("toSource");
      }
    }
    object("String").delete("raw");
  }

  private void guard() {
    wrapAll(object("String"), StringChecks::staticCall);
    wrapAll(prototype("String"), StringChecks::call);
    for (String name : TEXT_FUNCTIONS) {
      wrap(scope, name, StringChecks::staticCall);
    }
    wrapAll(object("Array"), ArrayChecks::staticCall);
    wrapAll(prototype("Array"), ArrayChecks::call);
    ArrayFunctions.define(prototype("Array"));
    JsonFunctions.define(object("JSON"));
    wrap(prototype("Function"), "apply", ArrayChecks::apply);
    wrapAll(prototype("RegExp"), StringChecks::regExp);
    for (String tag : List.of("ArrayIterator", "StringIterator", "Set Iterator", "Map Iterator")) {
      if (scope.getAssociatedValue(tag) instanceof ScriptableObject iterator) {
        wrap(iterator, "next", ArrayChecks::next);
        iterator.sealObject();
      }
    }
  }

  /** A constructor that reads no endless number, in place of the engine's. */
  private void guardBigInts() {
    ScriptableObject original = object("BigInt");
    ScriptableObject prototype = prototype("BigInt");
    wrapAll(original, BigIntChecks::bits);
    NativeCall guarded = guarded(scope, "BigInt", (Function) original, BigIntChecks::value);
    for (String name : List.of("asIntN", "asUintN", "prototype")) {
      guarded.defineProperty(name, original.get(name, original), ScriptableObject.DONTENUM);
    }
    prototype.defineProperty("constructor", guarded, ScriptableObject.DONTENUM);
    scope.defineProperty("BigInt", guarded, ScriptableObject.DONTENUM);
  }

  private void seal() {
    for (Object name : scope.getAllIds()) {
      if (scope.get(name) instanceof ScriptableObject object && object != scope) {
        if (object.get("prototype") instanceof ScriptableObject prototype) {
          prototype.sealObject();
        }
        object.sealObject();
      }
    }
  }

  private static void wrapAll(ScriptableObject owner, Guard guard) {
    for (Object id : owner.getAllIds()) {
      if (id instanceof String name && !name.equals("constructor") && !name.equals("prototype")) {
        wrap(owner, name, guard);
      }
    }
    for (SymbolKey symbol : List.of(SymbolKey.REPLACE, SymbolKey.SPLIT, SymbolKey.ITERATOR)) {
      if (owner.has(symbol, owner) && owner.get(symbol, owner) instanceof Function target) {
        owner.put(symbol, owner, guarded(owner, symbol.getName(), target, guard));
      }
    }
  }

  private static void wrap(ScriptableObject owner, String name, Guard guard) {
    if (owner.get(name, owner) instanceof Function target) {
      owner.put(name, owner, guarded(owner, name, target, guard));
    }
  }

  private static NativeCall guarded(
      ScriptableObject owner, String name, Function target, Guard guard) {
    Scriptable scope = ScriptableObject.getTopLevelScope(owner);
    return new NativeCall(
        scope,
        name,
        (int) Context.toNumber(ScriptableObject.getProperty(target, "length")),
        (context, s, self, arguments) ->
            guard.call(new GuardedCall(context, s, self, name, target), arguments));
  }

  private ScriptableObject object(String name) {
    return (ScriptableObject) ScriptableObject.getProperty(scope, name);
  }

  private ScriptableObject prototype(String constructor) {
    return (ScriptableObject) ScriptableObject.getProperty(object(constructor), "prototype");
  }

  /** Checks a call before, and its result after. */
  interface Guard {
    @Nullable Object call(GuardedCall call, @Nullable Object[] arguments);
  }
}
