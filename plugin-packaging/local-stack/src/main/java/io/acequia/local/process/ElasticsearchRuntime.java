package io.acequia.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A product's own jars, as the modules {@code elasticsearch-runtime} and {@code opensearch-runtime}
 * lay them out.
 *
 * @param home with {@code lib/}, and {@code modules/} if it has any
 * @param classes of what starts a node
 */
record ElasticsearchRuntime(SearchProduct product, Path home, Path classes) {

  /**
   * What was built.
   *
   * @throws IllegalStateException saying how to build it
   */
  static ElasticsearchRuntime built(SearchProduct product) {
    String module = product.label() + "-runtime";
    Path target = ProjectRoot.path().resolve("plugin-packaging").resolve(module).resolve("target");
    try (Stream<Path> entries = Files.exists(target) ? Files.list(target) : Stream.empty()) {
      List<Path> homes =
          entries
              .filter(Files::isDirectory)
              .filter(entry -> entry.getFileName().toString().startsWith(product.label() + "-"))
              .toList();
      Path classes = target.resolve("classes");
      if (homes.size() != 1 || !Files.isDirectory(classes)) {
        throw new IllegalStateException(
            "there is no %s in %s; `mvn -pl plugin-packaging/%s clean package` makes it"
                .formatted(product.label(), target, module));
      }
      return new ElasticsearchRuntime(product, homes.get(0), classes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What starts a node. */
  String mainClass() {
    return "io.acequia." + product.label() + ".runtime.Main";
  }

  String classPath() {
    return classes + File.pathSeparator + home.resolve("lib") + File.separator + "*";
  }
}
