package io.acequia.streams.transforms;

import io.acequia.local.process.ProjectRoot;
import io.acequia.streams.transforms.handwritten.HandWrittenCompiler;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The packaged plugin, with the topology that is written by hand as its compiler. */
final class PluginWithCompiler {

  private PluginWithCompiler() {}

  /** Copies the packaged plugin into {@code folder}, which becomes a plugin path. */
  static Path in(Path folder) throws IOException {
    Path packaged = ProjectRoot.path().resolve("streams-transforms/target/plugin");
    try (Stream<Path> files = Files.walk(packaged)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(packaged.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.createLink(copy, file);
      }
    }
    try (Stream<Path> plugins = Files.list(folder)) {
      Path lib = plugins.findFirst().orElseThrow().resolve("lib");
      // Before the plugin's own jars in the class path, so that this compiler is found first.
      jar(lib.resolve("0-by-hand.jar"));
    }
    return folder;
  }

  /** Writes the compiler alone. */
  static Path jar(Path jar) throws IOException {
    String entry = HandWrittenCompiler.class.getName().replace('.', '/');
    Path classes =
        ProjectRoot.path()
            .resolve("streams-transforms/target/test-classes")
            .resolve(entry)
            .getParent();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        Stream<Path> files = Files.list(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        String name = entry.substring(0, entry.lastIndexOf('/') + 1) + file.getFileName();
        zip.putNextEntry(new JarEntry(name));
        try (InputStream in = Files.newInputStream(file)) {
          in.transferTo(zip);
        }
      }
      zip.putNextEntry(new JarEntry("META-INF/services/" + TopologyCompiler.class.getName()));
      zip.write(HandWrittenCompiler.class.getName().getBytes(StandardCharsets.UTF_8));
    }
    return jar;
  }
}
