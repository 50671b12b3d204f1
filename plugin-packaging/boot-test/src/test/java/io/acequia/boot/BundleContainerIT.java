package io.acequia.boot;

import static org.junit.jupiter.api.Assumptions.abort;

import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ProjectRoot;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;
import org.testcontainers.utility.MountableFile;

/**
 * The bundle in the containers of {@code compose/compose.yaml}: Kafka's official image as broker
 * and as worker, and PostgreSQL's. Where {@code CI} is true a missing engine is a failure;
 * elsewhere the test is skipped and says why.
 */
@Tag("container")
class BundleContainerIT {

  private static final Logger log = LoggerFactory.getLogger(BundleContainerIT.class);
  private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.3.1");
  private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18");
  private static final Duration START = Duration.ofMinutes(3);
  private static final int CONNECT_PORT = 8083;
  private static final int INGEST_PORT = 8088;
  private static final int POSTGRES_PORT = 5432;
  private static final String LOGIN = "acequia";
  private static final int EVENTS = 1_000;

  @TempDir static Path temp;

  @BeforeEach
  void engineAnswers() {
    boolean required = "true".equals(System.getenv("CI"));
    if (!required && !DockerClientFactory.instance().isDockerAvailable()) {
      String reason =
          "Skipped, since no container engine answers here; PackagedPluginsIT tests the same flow"
              + " without one. With CI=true this is a failure.";
      log.warn(reason);
      abort(reason);
    }
  }

  @Test
  void flowRunsInContainers() throws Exception {
    Bundle bundle = Bundle.unpackedInto(temp);
    try (Network network = Network.newNetwork();
        KafkaContainer kafka =
            new KafkaContainer(KAFKA).withNetwork(network).withListener("kafka:19092");
        GenericContainer<?> postgres = postgres(network);
        GenericContainer<?> connect = connect(network, bundle)) {
      kafka.start();
      postgres.start();
      connect.start();
      FirstFlow flow = new FirstFlow("flights");
      flow.deploy(new ConnectClient(url(connect, CONNECT_PORT)));
      flow.send(url(connect, INGEST_PORT), EVENTS);
      try (Connection database = database(postgres)) {
        flow.awaitRows(database, EVENTS);
      }
    }
  }

  private static GenericContainer<?> postgres(Network network) {
    return new GenericContainer<>(POSTGRES)
        .withNetwork(network)
        .withNetworkAliases("postgres")
        .withEnv("POSTGRES_DB", LOGIN)
        .withEnv("POSTGRES_USER", LOGIN)
        .withEnv("POSTGRES_PASSWORD", LOGIN)
        .withExposedPorts(POSTGRES_PORT)
        .waitingFor(
            Wait.forSuccessfulCommand("pg_isready --host=127.0.0.1 --username=" + LOGIN)
                .withStartupTimeout(START));
  }

  private static GenericContainer<?> connect(Network network, Bundle bundle) {
    return new GenericContainer<>(KAFKA)
        .withNetwork(network)
        .withNetworkAliases("connect")
        .withCommand("/opt/kafka/bin/connect-distributed.sh", "/etc/acequia/worker.properties")
        .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx1g")
        .withEnv(
            FirstFlow.environment(
                "0.0.0.0", INGEST_PORT, "jdbc:postgresql://postgres:5432/" + LOGIN, LOGIN, LOGIN))
        .withCopyFileToContainer(
            MountableFile.forHostPath(ProjectRoot.path().resolve("compose/worker.properties")),
            "/etc/acequia/worker.properties")
        .withCopyFileToContainer(MountableFile.forHostPath(bundle.folder()), "/opt/acequia/plugins")
        .withExposedPorts(CONNECT_PORT, INGEST_PORT)
        .waitingFor(
            // The port opens before REST answers.
            Wait.forHttp("/connectors").forPort(CONNECT_PORT).withStartupTimeout(START));
  }

  private static URI url(GenericContainer<?> container, int port) {
    return URI.create("http://" + container.getHost() + ":" + container.getMappedPort(port));
  }

  private static Connection database(GenericContainer<?> postgres) throws Exception {
    return DriverManager.getConnection(
        "jdbc:postgresql://"
            + postgres.getHost()
            + ":"
            + postgres.getMappedPort(POSTGRES_PORT)
            + "/"
            + LOGIN,
        LOGIN,
        LOGIN);
  }
}
