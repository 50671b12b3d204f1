package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Kafka's own jars of one version, as the {@code kafka-runtime} modules lay them out. */
public final class KafkaRuntime {
  private static final String PREFIX = "kafka-";

  private final String version;
  private final Path libs;

  private KafkaRuntime(String version, Path libs) {
    this.version = version;
    this.libs = libs;
  }

  /** The version that the project is built with. */
  public static KafkaRuntime newest() {
    return in("kafka-runtime");
  }

  /** The oldest version whose workers the plugins support. */
  public static KafkaRuntime oldest() {
    return in("kafka-runtime-oldest");
  }

  public String version() {
    return version;
  }

  /** The folder of its jars. */
  public Path libs() {
    return libs;
  }

  /** Kafka 4 logs through log4j 2, Kafka 3 through log4j 1. */
  boolean hasLog4j2() {
    return !version.startsWith("3.");
  }

  private static KafkaRuntime in(String module) {
    Path target = ProjectRoot.path().resolve("plugin-packaging").resolve(module).resolve("target");
    try (Stream<Path> entries = Files.exists(target) ? Files.list(target) : Stream.empty()) {
      List<Path> found =
          entries.filter(e -> e.getFileName().toString().startsWith(PREFIX)).sorted().toList();
      if (found.size() != 1) {
        throw new IllegalStateException(
            "expected one folder "
                + PREFIX
                + "<version> in "
                + target
                + " but found "
                + found.size()
                + "; `mvn -pl plugin-packaging/"
                + module
                + " clean package` makes it");
      }
      Path folder = found.get(0);
      return new KafkaRuntime(
          folder.getFileName().toString().substring(PREFIX.length()), folder.resolve("libs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
