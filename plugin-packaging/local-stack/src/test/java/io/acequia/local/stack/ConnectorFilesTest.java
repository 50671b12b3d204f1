package io.acequia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorFilesTest {
  @TempDir Path folder;

  @Test
  void namesConnectorsByTheirFiles() throws Exception {
    Files.writeString(folder.resolve("b-c.json"), "{\"connector.class\": \"X\"}");
    Files.writeString(folder.resolve("other.json"), "no JSON");
    assertThat(ConnectorFiles.read(folder, List.of("b-c")))
        .isEqualTo(Map.of("b-c", Map.of("connector.class", "X")));
  }

  @Test
  void namesTheFileThatIsBroken() throws Exception {
    Files.writeString(folder.resolve("a.json"), "{");
    assertThatThrownBy(() -> ConnectorFiles.read(folder, List.of("a")))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("a.json");
  }

  @Test
  void theFirstFlowKeepsSecretsOutOfItsFiles() {
    Map<String, Map<String, String>> flow = ConnectorFiles.firstFlow();
    assertThat(flow).containsOnlyKeys("http-ingest", "flights-postgres");
    assertThat(flow.get("flights-postgres").get("postgres.password")).startsWith("${env:");
    assertThat(flow.get("http-ingest").get("http.ingest.api.keys")).startsWith("${env:");
  }
}
