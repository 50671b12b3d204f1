package io.acequia.local.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The plugin archives that the build made, unpacked to where the worker looks for plugins. */
final class PluginArchives {
  private static final List<String> PLACES =
      List.of(
          "connectors-source",
          "connectors-sink",
          "smt",
          "avro-converter",
          "streams-transforms",
          "control-plane");
  private static final String STAMP = "unpacked.txt";

  private final Path root;
  private final Path target;

  /**
   * @param target the folder for {@code plugin.path}; everything in it belongs to this class
   */
  PluginArchives(Path root, Path target) {
    this.root = root;
    this.target = target;
  }

  /** Whether what is unpacked is what was built last. */
  boolean unpacked() {
    Path stamp = target.resolve(STAMP);
    try {
      return Files.exists(stamp) && Files.readString(stamp).equals(fingerprint(archives()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Replaces what is unpacked; no worker may be using it. */
  void unpack() {
    List<Path> archives = archives();
    if (archives.isEmpty()) {
      throw new StackException(
          "there is no plugin archive to deploy; `./acequia package` makes them");
    }
    try {
      Folders.delete(target);
      Files.createDirectories(target);
      for (Path archive : archives) {
        unpack(archive);
      }
      Files.writeString(target.resolve(STAMP), fingerprint(archives));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void unpack(Path archive) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException(archive + " has an entry outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else {
          Files.createDirectories(path.getParent());
          copy(zip, path);
        }
      }
    }
  }

  private static void copy(InputStream in, Path path) throws IOException {
    Files.copy(in, path);
  }

  private List<Path> archives() {
    List<Path> found = new ArrayList<>();
    for (String place : PLACES) {
      Path folder = root.resolve(place);
      if (Files.isDirectory(folder)) {
        found.addAll(archivesBelow(folder));
      }
    }
    return found;
  }

  private static List<Path> archivesBelow(Path folder) {
    // <module>/target/acequia-<artifact>-<version>.zip, one level deeper for the connectors.
    try (Stream<Path> files = Files.walk(folder, 3)) {
      return files
          .filter(file -> file.toString().matches(".*/target/acequia-[^/]*[.]zip"))
          .sorted(Comparator.naturalOrder())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By content: a build that changes nothing must not make the worker restart. */
  private static String fingerprint(List<Path> archives) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Path archive : archives) {
      text.append(archive.getFileName()).append(' ').append(sha256(archive)).append('\n');
    }
    return text.toString();
  }

  private static String sha256(Path file) throws IOException {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
