package io.acequia.local.stack;

import io.acequia.local.process.PropertiesFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the stack listens and which servers it has; kept so that other commands find it.
 *
 * @param registry whether a schema registry belongs to it
 */
public record StackSettings(
    Map<Port, Integer> ports, Optional<OwnPostgres> ownPostgres, boolean registry) {
  private static final String REGISTRY = "registry.enabled";
  private static final String POSTGRES_URL = "postgres.url";
  private static final String POSTGRES_USER = "postgres.user";
  private static final String POSTGRES_PASSWORD = "postgres.password";

  /** As the environment and the command line ask. */
  public static StackSettings of(
      Map<String, String> environment, Optional<OwnPostgres> ownPostgres, boolean registry) {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    Map<Integer, Port> taken = new HashMap<>();
    for (Port port : Port.values()) {
      int number = port.in(environment);
      ports.put(port, number);
      Port other = taken.put(number, port);
      if (other != null) {
        throw new StackException(
            other.variable() + " and " + port.variable() + " are both " + number);
      }
    }
    return new StackSettings(ports, ownPostgres, registry);
  }

  /** As they were saved; empty if the stack was never up. */
  static Optional<StackSettings> load(Path file) {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties saved = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      saved.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    for (Port port : Port.values()) {
      // One that was saved by a version without this server has no port for it.
      String number = saved.getProperty(port.label() + ".port");
      ports.put(port, number == null ? port.in(Map.of()) : Integer.parseInt(number));
    }
    String url = saved.getProperty(POSTGRES_URL);
    return Optional.of(
        new StackSettings(
            ports,
            url == null
                ? Optional.empty()
                : Optional.of(
                    new OwnPostgres(
                        url,
                        saved.getProperty(POSTGRES_USER),
                        saved.getProperty(POSTGRES_PASSWORD))),
            Boolean.parseBoolean(saved.getProperty(REGISTRY))));
  }

  void save(Path file) {
    Map<String, String> all = new LinkedHashMap<>();
    ports.forEach((port, number) -> all.put(port.label() + ".port", number.toString()));
    ownPostgres.ifPresent(
        own -> {
          all.put(POSTGRES_URL, own.jdbcUrl());
          all.put(POSTGRES_USER, own.user());
          all.put(POSTGRES_PASSWORD, own.password());
        });
    all.put(REGISTRY, Boolean.toString(registry));
    PropertiesFile.write(file, all);
  }

  public int port(Port port) {
    return Objects.requireNonNull(ports.get(port));
  }
}
