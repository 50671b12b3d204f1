package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDKs of a machine, for servers that need a newer one than the build.
 *
 * @param own the home of the JVM that asks
 * @param named the home that the user names; {@code null} for none
 */
record Jdks(Path own, @Nullable Path named) {
  /** The environment's variable that names a home. */
  static final String VARIABLE = "JAVA_NEWER_HOME";

  private static final Pattern VERSION =
      Pattern.compile("^JAVA_VERSION=\"(\\d{1,4})", Pattern.MULTILINE);

  static Jdks ofThisMachine() {
    String named = System.getenv(VARIABLE);
    return new Jdks(
        Path.of(System.getProperty("java.home")),
        named == null || named.isBlank() ? null : Path.of(named));
  }

  /**
   * The asking JVM's own home if it will do, else the one that is named, else the oldest that will
   * do of those installed beside its own.
   *
   * @throws IllegalStateException if the one that is named will not do
   */
  Optional<Path> atLeast(int version) {
    if (version(own) >= version) {
      return Optional.of(own);
    }
    if (named != null) {
      if (version(named) < version) {
        throw new IllegalStateException(
            "%s names no JDK %d or newer: %s".formatted(VARIABLE, version, named));
      }
      return Optional.of(named);
    }
    return siblings().stream()
        .filter(home -> version(home) >= version)
        .min(Comparator.comparingInt(Jdks::version).thenComparing(Comparator.naturalOrder()));
  }

  private List<Path> siblings() {
    Path parent = own.toAbsolutePath().getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(parent)) {
      return homes.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The release of a JDK, by its own account; 0 of what is none. */
  private static int version(Path home) {
    Path release = home.resolve("release");
    // A runtime without a compiler has such a file, too.
    if (!Files.isRegularFile(release)
        || !Files.isExecutable(home.resolve("bin").resolve("javac"))) {
      return 0;
    }
    try {
      Matcher matcher = VERSION.matcher(Files.readString(release));
      return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
