package io.acequia.smt.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.NativeArray;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** One call of a function of the standard library, before it happens. */
record GuardedCall(
    SandboxContext context,
    Scriptable scope,
    @Nullable Scriptable self,
    String name,
    Function target) {

  Meter meter() {
    return context.meter();
  }

  @Nullable Object proceed(@Nullable Object[] arguments) {
    return proceed(self, arguments);
  }

  @Nullable Object proceed(@Nullable Scriptable other, @Nullable Object[] arguments) {
    Object result = target.call(context, scope, other, arguments);
    if (result instanceof CharSequence text) {
      meter().text(text.length());
    }
    return result;
  }

  /**
   * The length of an array or of something like one, which must not be able to change it between
   * this look and the next.
   */
  double length(Scriptable array) {
    if (array instanceof NativeArray known) {
      return known.getLength();
    }
    for (Scriptable owner = array; owner != null; owner = owner.getPrototype()) {
      if (owner.has("length", owner)) {
        if (owner instanceof ScriptableObject object
            && object.getGetterOrSetter("length", 0, owner, false) instanceof Function) {
          throw ScriptRuntime.typeError(name + " needs an array whose length is a plain property");
        }
        return ScriptRuntime.toNumber(owner.get("length", array));
      }
    }
    return 0;
  }

  static @Nullable Object argument(@Nullable Object[] arguments, int index) {
    return index < arguments.length ? arguments[index] : null;
  }
}
