package io.acequia.testkit;

import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the module under test and the repository lie. */
record ModuleFolder(Path path, Path root) {

  /** The module whose tests run: Surefire's {@code basedir}, else the working folder. */
  static ModuleFolder current() {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    return new ModuleFolder(module, ProjectRoot.path());
  }

  Path classes() {
    return path.resolve("target/classes");
  }

  /** The Java files under {@code folder}, such as {@code src/main/java}; none if there is none. */
  List<Path> javaFiles(String folder) {
    Path sources = path.resolve(folder);
    if (!Files.isDirectory(sources)) {
      return List.of();
    }
    try (var files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
