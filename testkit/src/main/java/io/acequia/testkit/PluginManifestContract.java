package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.components.Versioned;
import org.junit.jupiter.api.Test;

/**
 * Every plugin class of a module is registered in {@code META-INF/services} exactly once, and every
 * entry is a plugin class: without an entry a worker with {@code plugin.discovery=service_load}
 * does not see the plugin, with a wrong one it does not start.
 */
public abstract class PluginManifestContract {

  private static final List<String> PLUGIN_TYPES =
      List.of(
          "org.apache.kafka.connect.source.SourceConnector",
          "org.apache.kafka.connect.sink.SinkConnector",
          "org.apache.kafka.connect.transforms.Transformation",
          "org.apache.kafka.connect.transforms.predicates.Predicate",
          "org.apache.kafka.connect.storage.Converter",
          "org.apache.kafka.connect.storage.HeaderConverter",
          "org.apache.kafka.common.config.provider.ConfigProvider",
          "org.apache.kafka.connect.rest.ConnectRestExtension",
          "org.apache.kafka.connect.connector.policy.ConnectorClientConfigOverridePolicy");

  private final ModuleFolder module = ModuleFolder.current();

  @Test
  void everyPluginClassIsRegisteredExactlyOnce() throws IOException {
    Map<String, List<String>> expected = new TreeMap<>();
    JavaClasses classes = new ClassFileImporter().importPath(module.classes());
    for (String type : PLUGIN_TYPES) {
      List<String> plugins =
          classes.stream()
              .filter(candidate -> candidate.isAssignableTo(type))
              .filter(candidate -> !candidate.isInterface())
              .filter(candidate -> !candidate.getModifiers().contains(JavaModifier.ABSTRACT))
              .map(JavaClass::getName)
              .sorted()
              .toList();
      if (!plugins.isEmpty()) {
        expected.put(type, plugins);
      }
    }
    assertThat(expected).as("plugin classes of " + module.classes()).isNotEmpty();
    assertThat(registered()).isEqualTo(expected);
  }

  @Test
  void everyPluginIsMadeWithoutArgumentsAndHasAVersion() throws Exception {
    for (String name : registered().values().stream().flatMap(List::stream).toList()) {
      Object plugin = Class.forName(name).getConstructor().newInstance();
      assertThat(plugin).isInstanceOf(Versioned.class);
      assertThat(((Versioned) plugin).version())
          .as("version of " + name)
          .isNotBlank()
          .matches("[0-9]+\\.[0-9]+.*");
    }
  }

  private Map<String, List<String>> registered() throws IOException {
    Map<String, List<String>> registered = new TreeMap<>();
    Path services = module.classes().resolve("META-INF/services");
    if (!Files.isDirectory(services)) {
      return registered;
    }
    try (var files = Files.list(services)) {
      for (Path file : files.filter(path -> PLUGIN_TYPES.contains(name(path))).toList()) {
        List<String> names = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
          String entry = line.replaceFirst("#.*", "").strip();
          if (!entry.isEmpty()) {
            names.add(entry);
          }
        }
        registered.put(name(file), names.stream().sorted().toList());
      }
    }
    return registered;
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
