package io.acequia.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One worker of Kafka Connect in distributed mode, its REST API on the loopback address. */
public final class ConnectWorker implements LocalServer {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private final Builder settings;
  private final int port;
  private final ChildProcess process;

  private ConnectWorker(Builder settings) {
    this.settings = settings;
    this.port = settings.choosePort();
    this.process = settings.process("connect", "TERM", settings.environment);
  }

  /**
   * @param folder keeps its settings and log; created if absent. Workers of one cluster share a
   *     broker and differ in their folder.
   * @param bootstrap the broker
   */
  public static Builder builder(KafkaRuntime runtime, Path folder, String bootstrap) {
    return new Builder(runtime, folder, bootstrap);
  }

  /** Where its REST API answers. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public int port() {
    return port;
  }

  /** Its REST API as methods. */
  public ConnectClient client() {
    return new ConnectClient(url());
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public ConnectWorker start() {
    Path file = settings.folder().resolve("connect.properties");
    if (!process.alive()) {
      PropertiesFile.write(file, properties());
    }
    List<String> command =
        new JvmCommand(settings.runtime, settings.folder(), settings.heap)
            .options(settings.options)
            .jars(settings.jars)
            .of("org.apache.kafka.connect.cli.ConnectDistributed", file.toString());
    ConnectClient client = client();
    process.start(command, START_TIMEOUT, client::answers);
    return this;
  }

  private Map<String, String> properties() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("bootstrap.servers", settings.bootstrap);
    all.put("group.id", "connect");
    all.put("listeners", url().toString());
    all.put("rest.advertised.host.name", "127.0.0.1");
    all.put("key.converter", "org.apache.kafka.connect.storage.StringConverter");
    all.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    all.put("value.converter.schemas.enable", "false");
    all.put("config.storage.topic", "connect-configs");
    all.put("config.storage.replication.factor", "1");
    all.put("offset.storage.topic", "connect-offsets");
    all.put("offset.storage.replication.factor", "1");
    all.put("status.storage.topic", "connect-status");
    all.put("status.storage.replication.factor", "1");
    // One worker has no use for the 25 and 5 partitions that a cluster would want.
    all.put("offset.storage.partitions", "1");
    all.put("status.storage.partitions", "1");
    all.put("offset.flush.interval.ms", "1000");
    all.put("exactly.once.source.support", "enabled");
    all.put("scheduled.rebalance.max.delay.ms", "1000");
    // A worker that was killed is taken over from after seconds, not after a minute.
    all.put("session.timeout.ms", "6000");
    all.put("heartbeat.interval.ms", "2000");
    all.put("consumer.session.timeout.ms", "10000");
    all.put("producer.transaction.timeout.ms", "15000");
    all.put("connector.client.config.override.policy", "All");
    all.put("plugin.discovery", "service_load");
    all.put("plugin.path", pluginPath());
    all.put("config.providers", "file,env");
    all.put(
        "config.providers.file.class",
        "org.apache.kafka.common.config.provider.FileConfigProvider");
    all.put(
        "config.providers.env.class",
        "org.apache.kafka.common.config.provider.EnvVarConfigProvider");
    // Connectors may read what is meant for them, not all that happens to be exported.
    all.put("config.providers.env.param.allowlist.pattern", "^ACEQUIA_.*");
    all.putAll(settings.properties);
    return all;
  }

  private String pluginPath() {
    // Kafka's own transforms and converters are on the class path; the path may not be empty.
    return settings.pluginPath.isEmpty()
        ? ServerBuilder.created(settings.folder().resolve("no-plugins")).toString()
        : settings.pluginPath.stream()
            .map(p -> p.toAbsolutePath().toString())
            .collect(Collectors.joining(","));
  }

  /** Settings of a {@link ConnectWorker}; each has a default. */
  public static final class Builder extends ServerBuilder<Builder> {
    private final KafkaRuntime runtime;
    private final String bootstrap;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>(JvmOptions.SERVER);
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final List<Path> pluginPath = new ArrayList<>();
    private final List<Path> jars = new ArrayList<>();
    private String heap = "1g";

    private Builder(KafkaRuntime runtime, Path folder, String bootstrap) {
      super(folder);
      this.runtime = runtime;
      this.bootstrap = bootstrap;
    }

    /** Folders that hold plugin folders or plugin jars. */
    public Builder pluginPath(Path... folders) {
      Stream.of(folders).forEach(pluginPath::add);
      return this;
    }

    /** A jar that the worker itself has beside Connect's, as other distributions do. */
    public Builder jar(Path value) {
      jars.add(value);
      return this;
    }

    /** The most heap, as {@code -Xmx} takes it; default 1g. */
    public Builder heap(String value) {
      heap = value;
      return this;
    }

    /** A property of {@code connect.properties}, over this class's own. */
    public Builder property(String key, String value) {
      properties.put(key, value);
      return this;
    }

    public Builder jvmOption(String value) {
      options.add(value);
      return this;
    }

    /** A variable that connectors may read as {@code ${env:NAME}}; its value may be secret. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    public ConnectWorker build() {
      return new ConnectWorker(this);
    }
  }
}
