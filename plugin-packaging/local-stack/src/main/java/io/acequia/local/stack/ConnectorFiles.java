package io.acequia.local.stack;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The connectors to deploy: {@code <name>.json} holds the body of {@code PUT
 * /connectors/<name>/config}.
 */
final class ConnectorFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> FIRST_FLOW = List.of("http-ingest", "flights-postgres");

  private ConnectorFiles() {}

  /** The first flow; what lies beside it are samples to deploy by hand. */
  static Map<String, Map<String, String>> firstFlow() {
    return read(ProjectRoot.path().resolve("compose/connectors"), FIRST_FLOW);
  }

  /** Configurations by the connector's name. */
  static Map<String, Map<String, String>> read(Path folder, List<String> names) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    for (String name : names) {
      Path file = folder.resolve(name + ".json");
      try {
        all.put(name, JSON.readValue(file.toFile(), new TypeReference<>() {}));
      } catch (IOException e) {
        throw new StackException(file + " is no connector configuration: " + e.getMessage(), e);
      }
    }
    return all;
  }
}
