package io.acequia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The plugin folders of a benchmark's worker: ours as built, the peer's as Maven unpacked it. */
final class PluginFolders {

  private final Path root;

  PluginFolders(Path root) {
    this.root = root;
  }

  /** Folders for {@code plugin.path}; the modules are those below {@code connectors-*}. */
  Path[] of(String... modules) {
    return Stream.of(modules).map(module -> built(root.resolve(module))).toArray(Path[]::new);
  }

  /** Where the build unpacked Debezium's JDBC sink. */
  Path debezium() {
    return existing(root.resolve("benchmarks/target/peers"));
  }

  private static Path built(Path module) {
    return existing(module.resolve("target/plugin"));
  }

  private static Path existing(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> plugins = entries.filter(Files::isDirectory).toList();
      if (!plugins.isEmpty()) {
        return folder;
      }
    } catch (IOException e) {
      throw new IllegalStateException(folder + " cannot be read: build the project first", e);
    }
    throw new IllegalStateException(folder + " holds no plugin: build the project first");
  }
}
