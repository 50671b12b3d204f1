package io.acequia.local.process;

/** An answer of Connect's REST API that is not a success. */
public final class ConnectRestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ConnectRestException(String request, int status, String message) {
    super(request + " answered " + status + ": " + message);
    this.status = status;
  }

  ConnectRestException(String request, Throwable cause) {
    super(request + " got no answer: " + cause.getMessage(), cause);
    this.status = 0;
  }

  /** The HTTP status; 0 if there was no answer. */
  public int status() {
    return status;
  }
}
