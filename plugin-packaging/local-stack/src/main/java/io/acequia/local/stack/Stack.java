package io.acequia.local.stack;

import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.LocalServer;
import io.acequia.local.process.Postgres;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The servers of one working copy, with their state under {@code .acequia/}. */
public final class Stack {
  /** System property with another folder for the state, for stacks side by side. */
  public static final String STATE_PROPERTY = "acequia.state";

  private final Path folder;
  private final StackSettings settings;
  private final ApiKey apiKey;
  private final LocalKafka kafka;
  private final Optional<Postgres> postgres;
  private final Map<AddOn, LocalServer> addOns = new EnumMap<>(AddOn.class);

  private Stack(Path folder, StackSettings settings) {
    this.folder = folder;
    this.settings = settings;
    this.apiKey = new ApiKey(folder.resolve("api-key"));
    this.kafka =
        LocalKafka.builder(KafkaRuntime.newest(), folder)
            .port(settings.port(Port.KAFKA))
            .detached()
            .build();
    this.postgres =
        settings.ownPostgres().isPresent()
            ? Optional.empty()
            : Optional.of(
                Postgres.builder(folder).port(settings.port(Port.POSTGRES)).detached().build());
    for (AddOn addOn : settings.addOns()) {
      addOns.put(addOn, addOn.server(folder, settings.port(addOn.port())));
    }
  }

  /** Where all state is: {@code .acequia/}, unless the system property says otherwise. */
  public static Path folder() {
    String configured = System.getProperty(STATE_PROPERTY);
    return configured == null ? ProjectRoot.path().resolve(".acequia") : Path.of(configured);
  }

  /** The stack that was started last. */
  public static Stack saved() {
    return load()
        .orElseThrow(
            () -> new StackException("nothing was started here yet; `./acequia up` does it"));
  }

  /** The stack that was started last, if any. */
  public static Optional<Stack> load() {
    return StackSettings.load(settingsFile()).map(settings -> new Stack(folder(), settings));
  }

  /**
   * The stack with these settings, which become the saved ones; add-ons of before stay.
   *
   * @throws StackException if one with other settings runs
   */
  static Stack create(StackSettings wanted) {
    Optional<Stack> before = load();
    before
        .filter(stack -> stack.settings.differsFrom(wanted))
        .filter(stack -> stack.servers().stream().anyMatch(LocalServer::alive))
        .ifPresent(
            stack -> {
              throw new StackException(
                  "the stack runs with other ports or another PostgreSQL; `./acequia down` first");
            });
    try {
      Files.createDirectories(folder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    StackSettings settings = before.map(stack -> wanted.and(stack.settings)).orElse(wanted);
    settings.save(settingsFile());
    Stack stack = new Stack(folder(), settings);
    stack.apiKey.createIfAbsent();
    return stack;
  }

  private static Path settingsFile() {
    return folder().resolve("stack.properties");
  }

  public LocalKafka kafka() {
    return kafka;
  }

  /** The bundled server; absent if the user has an own one. */
  public Optional<Postgres> postgres() {
    return postgres;
  }

  /** The servers besides those of the first flow. */
  public Map<AddOn, LocalServer> addOns() {
    return Collections.unmodifiableMap(addOns);
  }

  /** The worker, its connectors' variables included. PostgreSQL must have been started before. */
  public ConnectWorker worker() {
    ConnectWorker.Builder builder = workerBuilder();
    OwnPostgres login = database();
    Map.of(
            "ACEQUIA_BOOTSTRAP_SERVERS", kafka.bootstrap(),
            "ACEQUIA_INGEST_HOST", "127.0.0.1",
            "ACEQUIA_INGEST_PORT", Integer.toString(settings.port(Port.INGEST)),
            "ACEQUIA_INGEST_API_KEYS", apiKey.asConnectorSetting(),
            "ACEQUIA_POSTGRES_URL", login.jdbcUrl(),
            "ACEQUIA_POSTGRES_USER", login.user(),
            "ACEQUIA_POSTGRES_PASSWORD", login.password())
        .forEach(builder::environment);
    for (AddOn addOn : AddOn.values()) {
      addOn.environment(folder, settings.port(addOn.port())).forEach(builder::environment);
    }
    return builder.build();
  }

  private ConnectWorker.Builder workerBuilder() {
    return ConnectWorker.builder(KafkaRuntime.newest(), folder, kafka.bootstrap())
        .port(settings.port(Port.CONNECT))
        .pluginPath(pluginFolder())
        // The first flow is exactly once by its event ids. Transactions would add nothing but a
        // tenth of a second to each answer, and the wait for those that a killed worker left open.
        .property("exactly.once.source.support", "disabled")
        .detached();
  }

  /** All servers of this stack, in the order to stop them. */
  public List<LocalServer> servers() {
    List<LocalServer> all = new ArrayList<>(List.of(workerBuilder().build(), kafka));
    postgres.ifPresent(all::add);
    all.addAll(addOns.values());
    return all;
  }

  /** Address and login of the database, whoever runs it. */
  public OwnPostgres database() {
    return settings
        .ownPostgres()
        .orElseGet(
            () -> {
              Postgres server = postgres.orElseThrow();
              return new OwnPostgres(server.jdbcUrl(), server.user(), server.password());
            });
  }

  public URI ingestUrl() {
    return URI.create("http://127.0.0.1:" + settings.port(Port.INGEST));
  }

  public String apiKey() {
    return apiKey.value();
  }

  int port(Port port) {
    return settings.port(port);
  }

  Path pluginFolder() {
    return folder.resolve("plugins");
  }
}
