package io.acequia.local.stack;

import io.acequia.local.process.Elasticsearch;
import io.acequia.local.process.LocalServer;
import io.acequia.local.process.ObjectServer;
import io.acequia.local.process.SchemaRegistry;
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
  /** A schema registry with Confluent's REST API. */
  REGISTRY(
      "Schema registry",
      Port.REGISTRY,
      "/apis/ccompat/v7",
      (folder, port) -> SchemaRegistry.builder(folder).port(port).detached().build(),
      (folder, port) ->
          Map.of("ACEQUIA_REGISTRY_URL", "http://127.0.0.1:" + port + "/apis/ccompat/v7")),
  /** One node, without logins. */
  ELASTICSEARCH(
      "Elasticsearch",
      Port.ELASTICSEARCH,
      "",
      (folder, port) -> Elasticsearch.builder(folder).port(port).detached().build(),
      (folder, port) -> Map.of("ACEQUIA_ELASTICSEARCH_URL", "http://127.0.0.1:" + port)),
  /** S3Proxy. */
  OBJECTS(
      "Object store",
      Port.OBJECTS,
      "",
      (folder, port) -> ObjectServer.builder(folder).port(port).detached().build(),
      (folder, port) -> {
        ObjectServer server = ObjectServer.builder(folder).port(port).detached().build();
        return Map.of(
            "ACEQUIA_OBJECTS_URL", "s3://" + ObjectServer.BUCKET,
            "ACEQUIA_OBJECTS_ENDPOINT", server.endpoint().toString(),
            "ACEQUIA_OBJECTS_ACCESS_KEY_ID", server.accessKey(),
            "ACEQUIA_OBJECTS_SECRET_ACCESS_KEY", server.secretKey());
      });

  private final String title;
  private final Port port;
  private final String path;
  private final BiFunction<Path, Integer, LocalServer> server;
  private final BiFunction<Path, Integer, Map<String, String>> environment;

  AddOn(
      String title,
      Port port,
      String path,
      BiFunction<Path, Integer, LocalServer> server,
      BiFunction<Path, Integer, Map<String, String>> environment) {
    this.title = title;
    this.port = port;
    this.path = path;
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
  URI url(int number) {
    return URI.create("http://127.0.0.1:" + number + path);
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
