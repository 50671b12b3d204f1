package io.acequia.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** One Kafka broker that is its own controller (KRaft), on the loopback address. */
public final class LocalKafka implements LocalServer {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);

  private final Builder settings;
  private final int port;
  private final ChildProcess process;

  private LocalKafka(Builder settings) {
    this.settings = settings;
    this.port = settings.choosePort();
    this.process = settings.process("kafka", "TERM", Map.of());
  }

  /**
   * @param folder keeps its data, settings and log; created if absent
   */
  public static Builder builder(KafkaRuntime runtime, Path folder) {
    return new Builder(runtime, folder);
  }

  /** Host and port for clients. */
  public String bootstrap() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public LocalKafka start() {
    Path file = settings.folder().resolve("server.properties");
    JvmCommand jvm =
        new JvmCommand(settings.runtime, settings.folder(), settings.heap)
            .options(settings.options);
    if (!process.alive()) {
      writeSettings(file);
      format(file);
    }
    try (Admin admin = admin()) {
      process.start(
          jvm.of("kafka.Kafka", file.toString()),
          START_TIMEOUT,
          // Bound first: the client would log each connection that is refused.
          () ->
              !FreePorts.isFree(port)
                  && !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty());
    }
    return this;
  }

  /** A client for topics and groups; the caller closes it. */
  public Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrap(),
            AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
            "200"));
  }

  private void writeSettings(Path file) {
    // The controller is nobody's business but the broker's: any free port, anew at each start.
    int controller = FreePorts.next();
    Map<String, String> all = new LinkedHashMap<>();
    all.put("process.roles", "broker,controller");
    all.put("node.id", "1");
    all.put("controller.quorum.voters", "1@127.0.0.1:" + controller);
    all.put("listeners", "PLAINTEXT://" + bootstrap() + ",CONTROLLER://127.0.0.1:" + controller);
    all.put("advertised.listeners", "PLAINTEXT://" + bootstrap());
    all.put("controller.listener.names", "CONTROLLER");
    all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    all.put("log.dirs", data().toString());
    all.put("num.partitions", "1");
    all.put("offsets.topic.num.partitions", "4");
    all.put("offsets.topic.replication.factor", "1");
    all.put("transaction.state.log.num.partitions", "4");
    all.put("transaction.state.log.replication.factor", "1");
    all.put("transaction.state.log.min.isr", "1");
    all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    all.put("share.coordinator.state.topic.replication.factor", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    all.put("group.initial.rebalance.delay.ms", "0");
    all.putAll(settings.properties);
    PropertiesFile.write(file, all);
  }

  private void format(Path file) {
    if (Files.exists(data().resolve("meta.properties"))) {
      return;
    }
    List<String> command =
        new JvmCommand(settings.runtime, settings.folder(), "128m")
            .options(JvmOptions.SHORT_LIVED)
            .of(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                file.toString());
    OneShot.run("formatting Kafka's storage", command);
  }

  private Path data() {
    return settings.folder().resolve("kafka-data");
  }

  /** Settings of a {@link LocalKafka}; each has a default. */
  public static final class Builder extends ServerBuilder<Builder> {
    private final KafkaRuntime runtime;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final List<String> options = new ArrayList<>(JvmOptions.SERVER);
    private String heap = "512m";

    private Builder(KafkaRuntime runtime, Path folder) {
      super(folder);
      this.runtime = runtime;
    }

    /** The most heap, as {@code -Xmx} takes it; default 512m. */
    public Builder heap(String value) {
      heap = value;
      return this;
    }

    /** A property of {@code server.properties}, over this class's own. */
    public Builder property(String key, String value) {
      properties.put(key, value);
      return this;
    }

    public Builder jvmOption(String value) {
      options.add(value);
      return this;
    }

    public LocalKafka build() {
      return new LocalKafka(this);
    }
  }
}
