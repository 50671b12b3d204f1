package io.acequia.http.source.server;

/** The listener could not start; the message names the key of the configuration to look at. */
public final class BindFailure extends Exception {

  BindFailure(String host, int port, Throwable cause) {
    super(
        "cannot listen on %s:%d (%s, %s): %s"
            .formatted(host, port, ListenerOptions.HOST, ListenerOptions.PORT, cause.getMessage()),
        cause);
  }

  /** Whether waiting may help: somebody else has the port now. */
  public boolean isPortTaken() {
    return getCause() instanceof java.net.BindException;
  }
}
