package io.acequia.local.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A release's own jars, as {@code elasticsearch-runtime} and the modules of {@code search-runtimes}
 * lay them out.
 *
 * @param home with {@code lib/}, and {@code modules/} if it has any
 * @param program the end of a command line of {@code java}: class path, and what starts a node
 */
record ElasticsearchRuntime(Path home, List<String> program) {
  private static final String COMPILED = "io.acequia.elasticsearch.runtime.Main";

  /**
   * What was built.
   *
   * @throws IllegalStateException saying how to build it
   */
  static ElasticsearchRuntime built(SearchRelease release) {
    Path packaging = ProjectRoot.path().resolve("plugin-packaging");
    Path target = packaging.resolve(release.module()).resolve("target");
    List<Path> homes = homes(target, release.label() + "-");
    Path classes = target.resolve("classes");
    if (homes.size() != 1 || (release.source().isEmpty() && !Files.isDirectory(classes))) {
      throw new IllegalStateException(
          "there is no %s in %s; `mvn -pl plugin-packaging/%s clean package` makes it"
              .formatted(release, target, release.module()));
    }
    Path home = homes.get(0);
    String libs = home.resolve("lib") + File.separator + "*";
    return new ElasticsearchRuntime(
        home,
        release
            .source()
            .map(source -> List.of("-cp", libs, packaging.resolve(source).toString()))
            .orElseGet(() -> List.of("-cp", classes + File.pathSeparator + libs, COMPILED)));
  }

  private static List<Path> homes(Path target, String prefix) {
    try (Stream<Path> entries = Files.exists(target) ? Files.list(target) : Stream.empty()) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
