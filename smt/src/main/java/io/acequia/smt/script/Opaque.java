package io.acequia.smt.script;

import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** A value that scripts can pass on but not look into, such as bytes. */
final class Opaque extends ScriptableObject {

  private final transient Object raw;

  Opaque(Object raw, Scriptable scope, Scriptable prototype) {
    super(scope, prototype);
    this.raw = raw;
    sealObject();
  }

  Object raw() {
    return raw;
  }

  @Override
  public String getClassName() {
    return "Opaque";
  }
}
