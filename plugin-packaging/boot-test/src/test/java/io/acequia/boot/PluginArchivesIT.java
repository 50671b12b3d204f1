package io.acequia.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every archive of the bundle has Confluent Hub's layout and ships nothing that a worker has. */
class PluginArchivesIT {

  private static final Pattern PROVIDED =
      Pattern.compile("(kafka-clients|connect-|slf4j|log4j|logback|jakarta\\.ws\\.rs|rocksdb).*");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path temp;
  private static Bundle bundle;

  @BeforeAll
  static void unpack() throws IOException {
    bundle = Bundle.unpackedInto(temp);
  }

  @Test
  void bundleHasAFolderForEachPlugin() throws IOException {
    assertThat(bundle.plugins())
        .extracting(plugin -> plugin.getFileName().toString())
        .containsExactly(
            "acequia-avro-converter-0.1.0",
            "acequia-elasticsearch-sink-0.1.0",
            "acequia-http-source-0.1.0",
            "acequia-jdbc-sink-0.1.0",
            "acequia-object-store-sink-0.1.0",
            "acequia-object-store-source-0.1.0",
            "acequia-smt-0.1.0",
            "acequia-streams-transforms-0.1.0");
  }

  @Test
  void manifestsFollowTheSchema() throws IOException {
    JsonSchema schema = schema();
    for (Path plugin : bundle.plugins()) {
      assertThat(schema.validate(manifest(plugin))).as("manifest of %s", plugin).isEmpty();
    }
  }

  @Test
  void schemaRefusesAPropertyThatTheBuildDidNotFillIn() throws IOException {
    JsonSchema schema = schema();
    JsonNode template =
        JSON.readTree(
            Files.readString(
                    ProjectRoot.path().resolve("plugin-packaging/archive/assembly/manifest.json"))
                .replaceAll(": \\$\\{[^}]*}", ": []"));
    assertThat(schema.validate(template)).isNotEmpty();
  }

  @Test
  void folderIsNamedAfterTheManifest() throws IOException {
    for (Path plugin : bundle.plugins()) {
      JsonNode manifest = manifest(plugin);
      assertThat(plugin.getFileName())
          .hasToString(
              String.join(
                  "-",
                  manifest.path("owner").path("username").asText(),
                  manifest.path("name").asText(),
                  manifest.path("version").asText()));
      assertThat(plugin.resolve(manifest.path("logo").asText())).isNotEmptyFile();
    }
  }

  @Test
  void archivesCarryTheirDocumentsAndSamples() throws IOException {
    for (Path plugin : bundle.plugins()) {
      for (String document : List.of("README.md", "LICENSE", "NOTICE", "version.txt")) {
        assertThat(plugin.resolve("doc").resolve(document)).isNotEmptyFile();
      }
      List<Path> samples = Bundle.list(plugin.resolve("etc"), "*.json");
      assertThat(samples).as("samples of %s", plugin).isNotEmpty();
      for (Path sample : samples) {
        assertThat(JSON.readTree(sample.toFile()).isObject()).as("%s", sample).isTrue();
      }
    }
  }

  @Test
  void nothingIsShippedThatAWorkerHas() throws IOException {
    for (Path plugin : bundle.plugins()) {
      List<Path> jars = Bundle.list(plugin.resolve("lib"), "*.jar");
      assertThat(jars).as("jars of %s", plugin).isNotEmpty();
      for (Path jar : jars) {
        if (isForTopologies(plugin, jar)) {
          continue;
        }
        assertThat(jar.getFileName().toString()).doesNotMatch(PROVIDED);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
          assertThat(zip.stream().map(Object::toString))
              .as("%s", jar)
              .noneMatch(
                  entry ->
                      entry.startsWith("org/apache/kafka/")
                          || entry.startsWith("org/slf4j/")
                          || entry.startsWith("jakarta/ws/rs/"));
        }
      }
    }
  }

  /** What a worker may or may not have, and the plugin takes from it where it has. */
  private static boolean isForTopologies(Path plugin, Path jar) {
    return plugin.getFileName().toString().startsWith("acequia-streams-transforms-")
        && jar.getFileName().toString().matches("(kafka-streams|rocksdbjni)-[0-9.]+\\.jar");
  }

  @Test
  void everyPluginFolderHasAPluginClass() throws IOException {
    Map<String, Path> classes = bundle.pluginClasses();
    assertThat(classes.values()).containsAll(bundle.plugins());
  }

  private static JsonSchema schema() throws IOException {
    Path file = ProjectRoot.path().resolve("plugin-packaging/archive/manifest.schema.json");
    return JsonSchemaFactory.getInstance(VersionFlag.V202012)
        .getSchema(JSON.readTree(file.toFile()));
  }

  private static JsonNode manifest(Path plugin) throws IOException {
    return JSON.readTree(plugin.resolve("manifest.json").toFile());
  }
}
