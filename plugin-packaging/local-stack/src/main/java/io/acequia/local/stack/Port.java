package io.acequia.local.stack;

import java.util.Locale;
import java.util.Map;

/** The ports of the stack, each with its usual number and the variable that moves it. */
public enum Port {
  KAFKA(9092),
  CONNECT(8083),
  INGEST(8088),
  POSTGRES(5433),
  REGISTRY(8081),
  ELASTICSEARCH(9200),
  OBJECTS(9000);

  private final int usual;

  Port(int usual) {
    this.usual = usual;
  }

  /** The environment variable that moves it: {@code ACEQUIA_KAFKA_PORT}. */
  public String variable() {
    return "ACEQUIA_" + name() + "_PORT";
  }

  /** Its name in settings and messages: {@code kafka}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Its number by {@code environment}.
   *
   * @throws StackException if the variable is no port
   */
  public int in(Map<String, String> environment) {
    String text = environment.getOrDefault(variable(), "");
    if (text.isBlank()) {
      return usual;
    }
    try {
      int port = Integer.parseInt(text.strip());
      if (port >= 1 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw notAPort(text, e);
    }
    throw notAPort(text, null);
  }

  private StackException notAPort(String text, @org.jspecify.annotations.Nullable Throwable cause) {
    String message = variable() + " must be a port between 1 and 65535, not '" + text + "'";
    return cause == null ? new StackException(message) : new StackException(message, cause);
  }
}
