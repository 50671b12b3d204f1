package io.acequia.local.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The connectors to deploy: {@code <name>.json} holds the body of {@code PUT
 * /connectors/<name>/config}.
 */
final class ConnectorFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ENDING = ".json";

  private ConnectorFiles() {}

  /** Configurations by the connector's name. */
  static Map<String, Map<String, String>> read(Path folder) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (Path file : files(folder)) {
      String name = file.getFileName().toString();
      try {
        all.put(
            name.substring(0, name.length() - ENDING.length()),
            JSON.readValue(file.toFile(), new TypeReference<>() {}));
      } catch (IOException e) {
        throw new StackException(file + " is no connector configuration: " + e.getMessage(), e);
      }
    }
    return all;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(file -> file.toString().endsWith(ENDING)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
