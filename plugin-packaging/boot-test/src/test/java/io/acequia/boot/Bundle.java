package io.acequia.boot;

import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The bundle as users get it: the zip that {@code mvn package} made, unpacked. */
final class Bundle {

  private final Path folder;

  private Bundle(Path folder) {
    this.folder = folder;
  }

  /** Unpacks the one bundle zip into {@code target}. */
  static Bundle unpackedInto(Path target) throws IOException {
    Path built = ProjectRoot.path().resolve("plugin-packaging/bundle/target");
    List<Path> zips = list(built, "acequia-bundle-*.zip");
    if (zips.size() != 1) {
      throw new IllegalStateException("expected one bundle zip in " + built + ", found " + zips);
    }
    unzip(zips.get(0), target);
    return new Bundle(list(target, "acequia-bundle-*").get(0));
  }

  /** What {@code plugin.path} names. */
  Path folder() {
    return folder;
  }

  /** The folders of the plugins. */
  List<Path> plugins() throws IOException {
    return list(folder, "*");
  }

  /** Plugin class names from {@code META-INF/services} of all jars, each with its plugin folder. */
  Map<String, Path> pluginClasses() throws IOException {
    Map<String, Path> classes = new TreeMap<>();
    for (Path plugin : plugins()) {
      for (Path jar : list(plugin.resolve("lib"), "*.jar")) {
        for (String name : connectServices(jar)) {
          classes.put(name, plugin);
        }
      }
    }
    return classes;
  }

  private static List<String> connectServices(Path jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        if (entry.getName().startsWith("META-INF/services/org.apache.kafka.")) {
          try (InputStream in = zip.getInputStream(entry)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .forEach(names::add);
          }
        }
      }
    }
    return names;
  }

  static List<Path> list(Path folder, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    try (var entries = Files.newDirectoryStream(folder, glob)) {
      entries.forEach(found::add);
    }
    return found.stream().sorted().toList();
  }

  private static void unzip(Path zip, Path target) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile());
        Stream<? extends ZipEntry> entries = file.stream()) {
      for (ZipEntry entry : entries.toList()) {
        Path to = target.resolve(entry.getName()).normalize();
        if (!to.startsWith(target)) {
          throw new IllegalStateException(zip + " has an entry outside itself: " + entry);
        }
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          Files.createDirectories(to.getParent());
          try (InputStream in = file.getInputStream(entry)) {
            Files.copy(in, to);
          }
        }
      }
    }
  }
}
