package io.acequia.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Elasticsearch's own jars, as the module {@code elasticsearch-runtime} lays them out.
 *
 * @param home with {@code lib/} and {@code modules/}
 * @param classes of what starts a node
 */
record ElasticsearchRuntime(Path home, Path classes) {
  private static final String PREFIX = "elasticsearch-";

  /**
   * What was built.
   *
   * @throws IllegalStateException saying how to build it
   */
  static ElasticsearchRuntime built() {
    Path target =
        ProjectRoot.path()
            .resolve("plugin-packaging")
            .resolve("elasticsearch-runtime")
            .resolve("target");
    try (Stream<Path> entries = Files.exists(target) ? Files.list(target) : Stream.empty()) {
      List<Path> homes =
          entries
              .filter(Files::isDirectory)
              .filter(entry -> entry.getFileName().toString().startsWith(PREFIX))
              .toList();
      Path classes = target.resolve("classes");
      if (homes.size() != 1 || !Files.isDirectory(classes)) {
        throw new IllegalStateException(
            "there is no Elasticsearch in "
                + target
                + "; `mvn -pl plugin-packaging/elasticsearch-runtime clean package` makes it");
      }
      return new ElasticsearchRuntime(homes.get(0), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String classPath() {
    return classes + File.pathSeparator + home.resolve("lib") + File.separator + "*";
  }
}
