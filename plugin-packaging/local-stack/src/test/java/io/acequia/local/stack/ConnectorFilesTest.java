package io.acequia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.ProjectRoot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectorFilesTest {
  @TempDir Path folder;

  @Test
  void namesConnectorsByTheirFiles() throws Exception {
    Files.writeString(folder.resolve("b-c.json"), "{\"connector.class\": \"X\"}");
    Files.writeString(folder.resolve("README.md"), "no JSON");
    assertThat(ConnectorFiles.read(folder))
        .isEqualTo(Map.of("b-c", Map.of("connector.class", "X")));
  }

  @Test
  void namesTheFileThatIsBroken() throws Exception {
    Files.writeString(folder.resolve("a.json"), "{");
    assertThatThrownBy(() -> ConnectorFiles.read(folder))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("a.json");
  }

  @Test
  void theFirstFlowKeepsSecretsOutOfItsFiles() {
    Map<String, Map<String, String>> flow =
        ConnectorFiles.read(ProjectRoot.path().resolve("compose/connectors"));
    assertThat(flow).containsOnlyKeys("http-ingest", "flights-postgres");
    assertThat(flow.get("flights-postgres").get("postgres.password")).startsWith("${env:");
    assertThat(flow.get("http-ingest").get("http.ingest.api.keys")).startsWith("${env:");
  }
}
