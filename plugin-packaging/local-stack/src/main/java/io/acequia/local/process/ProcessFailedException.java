package io.acequia.local.process;

/** A child process that could not be started, ended before it was ready, or did not get ready. */
public final class ProcessFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProcessFailedException(String message) {
    super(message);
  }

  ProcessFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
