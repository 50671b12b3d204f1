package io.acequia.local.stack;

import io.acequia.local.process.PropertiesFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the stack listens, which PostgreSQL it uses and what it has besides; kept so that other
 * commands find it.
 */
public record StackSettings(
    Map<Port, Integer> ports, Optional<OwnPostgres> ownPostgres, Set<AddOn> addOns) {
  private static final String ADD_ONS = "add.ons";
  private static final String POSTGRES_URL = "postgres.url";
  private static final String POSTGRES_USER = "postgres.user";
  private static final String POSTGRES_PASSWORD = "postgres.password";

  /** As the environment and the command line ask. */
  public static StackSettings of(
      Map<String, String> environment, Optional<OwnPostgres> ownPostgres, Set<AddOn> addOns) {
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
    return new StackSettings(ports, ownPostgres, addOns);
  }

  /** These with the add-ons of others as well. */
  StackSettings and(StackSettings others) {
    Set<AddOn> both = EnumSet.noneOf(AddOn.class);
    both.addAll(addOns);
    both.addAll(others.addOns);
    return new StackSettings(ports, ownPostgres, both);
  }

  /** Whether a stack with the one and a stack with the other differ in more than add-ons. */
  boolean differsFrom(StackSettings others) {
    return !ports.equals(others.ports) || !ownPostgres.equals(others.ownPostgres);
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
      // Without an entry it was saved by a version that did not know this port.
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
            addOns(saved.getProperty(ADD_ONS, ""))));
  }

  private static Set<AddOn> addOns(String labels) {
    Set<AddOn> all = EnumSet.allOf(AddOn.class);
    all.removeIf(addOn -> !List.of(labels.split(",")).contains(addOn.label()));
    return all;
  }

  void save(Path file) {
    Map<String, String> all = new LinkedHashMap<>();
    ports.forEach((port, number) -> all.put(port.label() + ".port", number.toString()));
    all.put(ADD_ONS, addOns.stream().map(AddOn::label).collect(Collectors.joining(",")));
    ownPostgres.ifPresent(
        own -> {
          all.put(POSTGRES_URL, own.jdbcUrl());
          all.put(POSTGRES_USER, own.user());
          all.put(POSTGRES_PASSWORD, own.password());
        });
    PropertiesFile.write(file, all);
  }

  public int port(Port port) {
    return Objects.requireNonNull(ports.get(port));
  }
}
