package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An Apicurio Registry, which has Confluent's REST API at {@link #url()}, on the loopback address.
 * New versions of schemas must be able to read what was written with the one before. Its schemas
 * are kept in its folder.
 */
public final class SchemaRegistry implements LocalServer {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Builder settings;
  private final int port;
  private final ChildProcess process;

  private SchemaRegistry(Builder settings) {
    this.settings = settings;
    this.port = settings.choosePort();
    this.process =
        settings.process(
            "registry",
            "TERM",
            Map.of(
                "REGISTRY_DATASOURCE_URL",
                "jdbc:h2:file:"
                    + settings.folder().resolve("registry-data").resolve("registry")
                    // What was answered survives a kill: by default it is written half a second
                    // later.
                    + ";WRITE_DELAY=0"));
  }

  /**
   * @param folder keeps its data and log; created if absent
   */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  /** Where Confluent's API is. */
  public String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  public int port() {
    return port;
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public SchemaRegistry start() {
    process.start(command(), START_TIMEOUT, this::answers);
    return this;
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + settings.heap,
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dquarkus.http.host=127.0.0.1",
        "-Dquarkus.http.port=" + port,
        "-Dquarkus.datasource.jdbc.initial-size=2",
        "-Dquarkus.datasource.jdbc.min-size=2",
        "-jar",
        program().toString());
  }

  /** Its rule of compatibility is set as soon as it answers; twice does no harm. */
  private boolean answers() throws IOException, InterruptedException {
    if (FreePorts.isFree(port)) {
      return false;
    }
    HttpRequest rule =
        HttpRequest.newBuilder(URI.create(url() + "/config"))
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
            .build();
    return CLIENT.send(rule, BodyHandlers.discarding()).statusCode() == 200;
  }

  private static Path program() {
    Path target =
        ProjectRoot.path()
            .resolve("plugin-packaging")
            .resolve("registry-runtime")
            .resolve("target");
    try (Stream<Path> files = Files.exists(target) ? Files.walk(target, 2) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "no registry in "
                          + target
                          + "; `mvn -pl plugin-packaging/registry-runtime package` makes it"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of a {@link SchemaRegistry}; each has a default. */
  public static final class Builder extends ServerBuilder<Builder> {
    private String heap = "384m";

    private Builder(Path folder) {
      super(folder);
    }

    /** The most heap, as {@code -Xmx} takes it; default 384m. */
    public Builder heap(String value) {
      heap = value;
      return this;
    }

    public SchemaRegistry build() {
      return new SchemaRegistry(this);
    }
  }
}
