package io.acequia.local.stack;

import io.acequia.local.process.Elasticsearch;
import io.acequia.local.process.LocalServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A server that the first flow can do without: {@code up --<label>} starts it, and it belongs to
 * the stack until {@code reset}.
 */
public enum AddOn {
  ELASTICSEARCH(
      "Elasticsearch",
      Port.ELASTICSEARCH,
      (folder, port) -> Elasticsearch.builder(folder).port(port).detached().build(),
      (folder, port) -> Map.of("ACEQUIA_ELASTICSEARCH_URL", url(port).toString()));

  private final String title;
  private final Port port;
  private final BiFunction<Path, Integer, LocalServer> server;
  private final BiFunction<Path, Integer, Map<String, String>> environment;

  AddOn(
      String title,
      Port port,
      BiFunction<Path, Integer, LocalServer> server,
      BiFunction<Path, Integer, Map<String, String>> environment) {
    this.title = title;
    this.port = port;
    this.server = server;
    this.environment = environment;
  }

  /** Its name as messages have it. */
  public String title() {
    return title;
  }

  /** Its name in settings, options and {@code status}: that of its process, too. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Port port() {
    return port;
  }

  /** Where it answers. */
  static URI url(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /**
   * The server, detached.
   *
   * @param folder the stack's
   */
  LocalServer server(Path folder, int number) {
    return server.apply(folder, number);
  }

  /**
   * What connectors may read as {@code ${env:NAME}}; the worker has it whether this runs or not.
   */
  Map<String, String> environment(Path folder, int number) {
    return environment.apply(folder, number);
  }
}
