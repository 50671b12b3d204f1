package io.acequia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {
  @TempDir Path folder;

  @Test
  void usesTheUsualPorts() {
    StackSettings settings = StackSettings.of(Map.of(), Optional.empty(), Set.of());
    assertThat(settings.ports())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                Port.KAFKA, 9092,
                Port.CONNECT, 8083,
                Port.INGEST, 8088,
                Port.POSTGRES, 5433,
                Port.REGISTRY, 8081,
                Port.ELASTICSEARCH, 9200,
                Port.OBJECTS, 9000));
  }

  @Test
  void movesPortsByTheirVariables() {
    StackSettings settings =
        StackSettings.of(Map.of("ACEQUIA_INGEST_PORT", " 18088 "), Optional.empty(), Set.of());
    assertThat(settings.port(Port.INGEST)).isEqualTo(18088);
    assertThat(settings.port(Port.KAFKA)).isEqualTo(9092);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "65536", "-1", "http", "8083.5"})
  void namesTheVariableThatIsNoPort(String value) {
    assertThatThrownBy(
            () ->
                StackSettings.of(Map.of("ACEQUIA_CONNECT_PORT", value), Optional.empty(), Set.of()))
        .isInstanceOf(StackException.class)
        .hasMessage("ACEQUIA_CONNECT_PORT must be a port between 1 and 65535, not '" + value + "'");
  }

  @Test
  void refusesOnePortForTwoServers() {
    assertThatThrownBy(
            () ->
                StackSettings.of(Map.of("ACEQUIA_KAFKA_PORT", "8083"), Optional.empty(), Set.of()))
        .isInstanceOf(StackException.class)
        .hasMessage("ACEQUIA_KAFKA_PORT and ACEQUIA_CONNECT_PORT are both 8083");
  }

  @Test
  void readsBackWhatItSavedAndNobodyElseCan() throws Exception {
    Path file = folder.resolve("stack.properties");
    StackSettings settings =
        StackSettings.of(
            Map.of("ACEQUIA_KAFKA_PORT", "19092"),
            Optional.of(OwnPostgres.parse("postgresql://me:s%3Dcret@db/flights")),
            Set.of(AddOn.REGISTRY));
    settings.save(file);
    assertThat(StackSettings.load(file)).contains(settings);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void knowsThatNothingWasSaved() {
    assertThat(StackSettings.load(folder.resolve("absent"))).isEmpty();
  }

  @Test
  void readsWhatAVersionWithFewerPortsSaved() throws Exception {
    Path file = folder.resolve("stack.properties");
    Files.writeString(file, "kafka.port=19092\n");
    assertThat(StackSettings.load(file).orElseThrow().port(Port.KAFKA)).isEqualTo(19092);
    assertThat(StackSettings.load(file).orElseThrow().port(Port.CONNECT)).isEqualTo(8083);
  }
}
