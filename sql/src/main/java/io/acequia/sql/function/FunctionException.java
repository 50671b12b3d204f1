package io.acequia.sql.function;

/** A function cannot be called with such arguments; the message says which one, and why. */
public final class FunctionException extends RuntimeException {

  public FunctionException(String message) {
    super(message);
  }
}
