package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaScriptConfigTest extends ConfigContract {

  private static final String IDENTITY = "function transform(event) { return event; }";

  @Override
  protected ConfigDef configDef() {
    return JavaScriptConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("code", IDENTITY);
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new JavaScriptConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of(
        "code", "function transform(event) {",
        "file", " ",
        "timeout.ms", "10001",
        "memory.limit.bytes", "1000");
  }

  @Test
  void syntaxErrorTellsLineAndColumn() {
    refuses(Map.of("code", "function transform(event) {\n  return event +;\n}"), "line 2, column ");
  }

  @Test
  void scriptNeedsTheFunction() {
    Map<String, String> settings = Map.of("code", "const handle = e => e;");
    assertThatThrownBy(() -> new JavaScriptConfig(settings).function())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("no function transform(event)");
  }

  @Test
  void scriptThatLoopsWhenItIsLoadedIsRefused() {
    Map<String, String> settings = Map.of("code", IDENTITY + "for (;;) {}", "timeout.ms", "50");
    assertThatThrownBy(() -> new JavaScriptConfig(settings).function())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("timeout.ms");
  }

  @Test
  void withIsRefused() {
    refuses(Map.of("code", "function transform(e) { with (e) { return {a}; } }"), "'with'");
    refuses(
        Map.of("code", "function transform(e, f = () => { with (e) { return 1; } }) {}"), "'with'");
  }

  @Test
  void needsOneOfCodeAndFile() {
    refuses(Map.of(), "either code or file");
    refuses(Map.of("code", IDENTITY, "file", "x.js"), "not both");
  }

  @Test
  void readsAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("transform.js"), IDENTITY);
    assertThat(new JavaScriptConfig(Map.of("file", file.toString())).function()).isNotNull();
    Map<String, String> missing = Map.of("file", folder.resolve("none.js").toString());
    assertThatThrownBy(() -> new JavaScriptConfig(missing).function())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("cannot be read");
  }

  private static void refuses(Map<String, String> settings, String reason) {
    assertThatThrownBy(() -> new JavaScriptConfig(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason);
  }
}
