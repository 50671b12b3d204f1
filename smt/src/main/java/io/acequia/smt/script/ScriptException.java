package io.acequia.smt.script;

/** A script that cannot be used, or that failed; the message says where and why. */
public final class ScriptException extends RuntimeException {

  public ScriptException(String message) {
    super(message);
  }

  public ScriptException(String message, Throwable cause) {
    super(message, cause);
  }
}
