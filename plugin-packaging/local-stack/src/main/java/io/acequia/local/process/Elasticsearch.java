package io.acequia.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One node of Elasticsearch, or of OpenSearch, on the loopback address, from Maven Central's own
 * jars: without the distribution's other modules, and so without logins, Elasticsearch without data
 * streams, and from 8 on without {@code GET /}.
 */
public final class Elasticsearch implements LocalServer {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final String LOG_SETTINGS = "elasticsearch-log4j2.properties";

  private final Builder settings;
  private final int port;
  private final int transportPort;
  private final ChildProcess process;

  private Elasticsearch(Builder settings) {
    this.settings = settings;
    this.port = settings.choosePort();
    this.transportPort = FreePorts.next();
    this.process = settings.process(settings.release.label(), "TERM", Map.of());
  }

  /**
   * @param folder keeps its data, settings and log; created if absent
   */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  /** Where it answers. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public Elasticsearch start() {
    ElasticsearchRuntime runtime = ElasticsearchRuntime.built(settings.release);
    if (!process.alive()) {
      writeSettings();
    }
    process.start(command(runtime), START_TIMEOUT, this::isHealthy);
    return this;
  }

  private List<String> command(ElasticsearchRuntime runtime) {
    Path jdk =
        settings
            .release
            .jdk()
            .orElseThrow(() -> new IllegalStateException(settings.release.needs()));
    List<String> command = new ArrayList<>();
    command.add(jdk.resolve("bin").resolve("java").toString());
    command.addAll(settings.shortLived ? JvmOptions.SHORT_LIVED : JvmOptions.SERVER);
    command.add("-Xms" + settings.heap);
    command.add("-Xmx" + settings.heap);
    command.add("-Dlog4j2.disable.jmx=true");
    command.add("-Dlog4j2.configurationFile=" + settings.folder().resolve(LOG_SETTINGS));
    command.addAll(runtime.program());
    command.add(runtime.home().toString());
    command.add(configuration().toString());
    return command;
  }

  /** Whether all primary shards are there. */
  private boolean isHealthy() throws IOException {
    // Bound first: there is nothing to ask before.
    if (FreePorts.isFree(port)) {
      return false;
    }
    HttpURLConnection connection =
        (HttpURLConnection)
            url()
                .resolve("/_cluster/health?wait_for_status=yellow&timeout=1s")
                .toURL()
                .openConnection();
    connection.setConnectTimeout(2_000);
    connection.setReadTimeout(5_000);
    try {
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } finally {
      connection.disconnect();
    }
  }

  private Path inFolder(String what) {
    return settings.folder().resolve(settings.release.label() + "-" + what);
  }

  private Path configuration() {
    return inFolder("config");
  }

  private void writeSettings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("cluster.name", "acequia");
    all.put("discovery.type", "single-node");
    all.put("network.host", "127.0.0.1");
    all.put("http.port", Integer.toString(port));
    all.put("transport.port", Integer.toString(transportPort));
    all.put("path.data", inFolder("data").toString());
    all.put("path.logs", inFolder("logs").toString());
    // A developer's disk may be nearly full without anybody minding.
    all.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    all.putAll(settings.parameters);
    try (InputStream in =
        Objects.requireNonNull(
            Elasticsearch.class.getResourceAsStream(LOG_SETTINGS), LOG_SETTINGS)) {
      Files.createDirectories(configuration());
      Files.copy(in, settings.folder().resolve(LOG_SETTINGS), StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(
          configuration().resolve(settings.release.label() + ".yml"),
          all.entrySet().stream()
              .map(setting -> setting.getKey() + ": \"" + setting.getValue() + "\"\n")
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Settings of an {@link Elasticsearch}; each has a default. */
  public static final class Builder extends ServerBuilder<Builder> {
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private SearchRelease release = SearchRelease.ELASTICSEARCH_8;
    private String heap = "512m";
    private boolean shortLived;

    private Builder(Path folder) {
      super(folder);
    }

    /** Default: Elasticsearch 8. */
    public Builder release(SearchRelease value) {
      release = value;
      return this;
    }

    /** Starts sooner and works slower, without an optimising compiler. */
    public Builder shortLived() {
      shortLived = true;
      return this;
    }

    /** The heap, as {@code -Xmx} takes it; default 512m. */
    public Builder heap(String value) {
      heap = value;
      return this;
    }

    /** A setting of the node, such as {@code thread_pool.write.queue_size}. */
    public Builder parameter(String key, String value) {
      parameters.put(key, value);
      return this;
    }

    public Elasticsearch build() {
      return new Elasticsearch(this);
    }
  }
}
