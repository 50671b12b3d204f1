package io.acequia.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL 18 server on the loopback address, with one database and one user, its owner, whose
 * password is random.
 */
public final class Postgres implements LocalServer {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final String NAME = "acequia";

  private final Builder settings;
  private final int port;
  private final ChildProcess process;

  private Postgres(Builder settings) {
    this.settings = settings;
    this.port = settings.choosePort();
    // SIGINT ends open connections; SIGTERM would wait for them.
    this.process = settings.process("postgres", "INT", Map.of());
  }

  /**
   * @param folder keeps its data, password and log; created if absent
   */
  public static Builder builder(Path folder) {
    return new Builder(folder);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
  }

  public int port() {
    return port;
  }

  public String user() {
    return NAME;
  }

  public String password() {
    return SecretFile.read(passwordFile());
  }

  /** A new connection to its database. */
  public Connection connect() throws SQLException {
    return connect(NAME);
  }

  @Override
  public ChildProcess process() {
    return process;
  }

  @Override
  public Postgres start() {
    Path bin = PostgresBinaries.unpacked().resolve("bin");
    initialise(bin);
    process.start(command(bin), START_TIMEOUT, this::databaseAnswers);
    return this;
  }

  private List<String> command(Path bin) {
    List<String> command =
        new ArrayList<>(
            List.of(
                bin.resolve("postgres").toString(),
                "-D",
                data().toString(),
                "-p",
                Integer.toString(port),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories="));
    settings.parameters.forEach((key, value) -> command.addAll(List.of("-c", key + "=" + value)));
    return Unprivileged.command(command);
  }

  private void initialise(Path bin) {
    if (Files.exists(data().resolve("PG_VERSION"))) {
      return;
    }
    if (Unprivileged.needsOwner()) {
      OneShot.run(
          "handing " + settings.folder() + " to nobody",
          List.of("chown", "-R", "65534:65534", settings.folder().toString()));
    }
    OneShot.run(
        "creating PostgreSQL's data",
        Unprivileged.command(
            List.of(
                bin.resolve("initdb").toString(),
                "--pgdata=" + data(),
                "--username=" + NAME,
                "--pwfile=" + passwordFile(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "--no-instructions")));
  }

  private boolean databaseAnswers() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      boolean exists =
          statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'").next();
      if (!exists) {
        statement.execute("CREATE DATABASE " + NAME);
      }
      return true;
    }
  }

  private Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", user());
    login.setProperty("password", password());
    login.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, login);
  }

  private Path data() {
    return settings.folder().resolve("postgres-data");
  }

  private Path passwordFile() {
    return settings.folder().resolve("postgres-password");
  }

  /** Settings of a {@link Postgres}; each has a default. */
  public static final class Builder extends ServerBuilder<Builder> {
    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Builder(Path folder) {
      super(folder);
    }

    /** A parameter of the server, such as {@code max_connections}. */
    public Builder parameter(String key, String value) {
      parameters.put(key, value);
      return this;
    }

    public Postgres build() {
      Postgres server = new Postgres(this);
      if (!Files.exists(server.passwordFile())) {
        SecretFile.create(server.passwordFile());
      }
      return server;
    }
  }
}
