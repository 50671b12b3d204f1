package io.acequia.smt.script;

import org.jspecify.annotations.Nullable;
import org.mozilla.javascript.BaseFunction;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.ScriptRuntime;
import org.mozilla.javascript.Scriptable;

/** A function of ours that scripts call. */
final class NativeCall extends BaseFunction {

  /** What it does. */
  interface Body {
    @Nullable Object call(
        SandboxContext context,
        Scriptable scope,
        @Nullable Scriptable self,
        @Nullable Object[] arguments);
  }

  private final String name;
  private final int arity;
  private final transient Body body;

  NativeCall(Scriptable scope, String name, int arity, Body body) {
    this.name = name;
    this.arity = arity;
    this.body = body;
    setParentScope(scope);
    setPrototype(getFunctionPrototype(scope));
  }

  @Override
  public @Nullable Object call(
      Context context, Scriptable scope, @Nullable Scriptable self, @Nullable Object[] arguments) {
    return body.call((SandboxContext) context, scope, self, arguments);
  }

  @Override
  public Scriptable construct(Context context, Scriptable scope, Object[] arguments) {
    throw ScriptRuntime.typeError(name + " is not a constructor");
  }

  @Override
  public int getArity() {
    return arity;
  }

  @Override
  public int getLength() {
    return arity;
  }

  @Override
  public String getFunctionName() {
    return name;
  }
}
