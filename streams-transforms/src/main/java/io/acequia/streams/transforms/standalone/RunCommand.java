package io.acequia.streams.transforms.standalone;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.streams.transforms.host.ApplicationSettings;
import io.acequia.streams.transforms.host.BatchRun;
import io.acequia.streams.transforms.host.RunningTopology;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanReader;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one plan until it ends, fails, or the process is told to stop. */
@Command(
    name = "acequia-streams",
    mixinStandardHelpOptions = true,
    versionProvider = RunCommand.Version.class,
    description = "Runs a plan as a topology of Kafka Streams.")
final class RunCommand implements Callable<Integer> {

  private static final Duration LOOK = Duration.ofMillis(500);

  @Parameters(index = "0", paramLabel = "PLAN", description = "The file with the plan as JSON.")
  private Path plan;

  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      defaultValue = "localhost:9092",
      description = "The brokers, separated by commas; default: ${DEFAULT-VALUE}.")
  private String bootstrap;

  @Option(
      names = "--application-id",
      paramLabel = "ID",
      description = "The application's id; default: the plan's name, or that of its file.")
  private @Nullable String applicationId;

  @Option(
      names = "--property",
      paramLabel = "KEY=VALUE",
      description = "A setting of Kafka Streams or its clients; may be repeated.")
  private Map<String, String> properties = new LinkedHashMap<>();

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description = "A file of such settings, for secrets.")
  private @Nullable Path propertiesFile;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Stream threads; default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--state-dir",
      paramLabel = "FOLDER",
      defaultValue = "/tmp/acequia-streams",
      description = "The folder of state; default: ${DEFAULT-VALUE}.")
  private Path stateDir;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Where health and metrics are served; default: ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8090",
      description = "The port of health and metrics, 0 for none; default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--group-protocol",
      paramLabel = "NAME",
      defaultValue = "classic",
      description = "classic or streams; default: ${DEFAULT-VALUE}.")
  private String groupProtocol;

  @Override
  public Integer call() throws IOException, InterruptedException {
    TopologyCompiler compiler = TopologyCompiler.installed();
    ApplicationSettings settings = settings(compiler);
    RunningTopology topology = RunningTopology.start(settings, compiler);
    // The JVM ends when all hooks have: a stop is graceful, and bounded by the stop timeout.
    Thread stop = new Thread(topology::close, "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    try (topology;
        StatusServer server =
            port == 0 ? null : StatusServer.start(new InetSocketAddress(host, port), topology)) {
      topology.scaleTo(threads);
      return settings.plan().isBatch() ? runToEnd(topology) : runOn(topology);
    }
  }

  private static int runOn(RunningTopology topology) throws InterruptedException {
    while (!topology.awaitEnd(LOOK)) {
      // Until it ends.
    }
    topology.throwFailure();
    return 0;
  }

  private static int runToEnd(RunningTopology topology) throws InterruptedException {
    try (BatchRun batch = new BatchRun(topology)) {
      while (!topology.awaitEnd(LOOK)) {
        if (batch.isDone()) {
          var unused = batch.finish();
          return 0;
        }
      }
    }
    topology.throwFailure();
    return 0;
  }

  private ApplicationSettings settings(TopologyCompiler compiler) throws IOException {
    if (Files.size(plan) > 4L * PlanReader.LONGEST) {
      throw new IllegalArgumentException(plan + " is larger than a plan may be");
    }
    Plan read = new PlanReader(compiler.checker()).read(Files.readString(plan));
    Map<String, Object> kafka = new HashMap<>();
    if (propertiesFile != null) {
      kafka.putAll(PropertiesFile.read(propertiesFile));
    }
    kafka.putAll(properties);
    kafka.put("bootstrap.servers", bootstrap);
    String id = applicationId != null ? applicationId : read.name();
    if (id == null) {
      id = plan.getFileName().toString().replaceFirst("\\.json$", "");
    }
    if (!id.matches("[a-zA-Z0-9._-]{1,150}")) {
      throw new IllegalArgumentException(
          "the application id " + id + " may have letters, digits, '.', '_' and '-' only");
    }
    if (threads < 1 || threads > 1_000) {
      throw new IllegalArgumentException("--threads must be between 1 and 1000");
    }
    return new ApplicationSettings(
        id, id, read, stateDir, isStreamsGroup(), true, Duration.ofSeconds(10), kafka);
  }

  private boolean isStreamsGroup() {
    return switch (groupProtocol) {
      case "classic" -> false;
      case "streams" -> true;
      default -> throw new IllegalArgumentException("--group-protocol is classic or streams");
    };
  }

  /** Tells the version. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {AcequiaVersion.get()};
    }
  }
}
