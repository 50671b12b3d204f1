package io.acequia.local.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The command line of a JVM that runs one of Kafka's programs from a {@link KafkaRuntime}. */
final class JvmCommand {
  private final KafkaRuntime runtime;
  private final Path folder;
  private final List<String> options = new ArrayList<>();
  private final List<Path> jars = new ArrayList<>();

  /**
   * @param folder where the settings of its log are written
   */
  JvmCommand(KafkaRuntime runtime, Path folder, String heap) {
    this.runtime = runtime;
    this.folder = folder;
    options.add("-Xmx" + heap);
  }

  JvmCommand options(List<String> more) {
    options.addAll(more);
    return this;
  }

  /** Jars beside those of the runtime. */
  JvmCommand jars(List<Path> more) {
    jars.addAll(more);
    return this;
  }

  List<String> of(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add(logging());
    command.add("-cp");
    StringBuilder classPath = new StringBuilder(runtime.libs() + "/*");
    jars.forEach(jar -> classPath.append(File.pathSeparator).append(jar));
    command.add(classPath.toString());
    command.add(mainClass);
    command.addAll(List.of(arguments));
    return command;
  }

  private String logging() {
    String resource = runtime.hasLog4j2() ? "log4j2.xml" : "log4j.properties";
    Path file = folder.resolve(resource);
    try (InputStream in =
        Objects.requireNonNull(JvmCommand.class.getResourceAsStream(resource), resource)) {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return runtime.hasLog4j2()
        ? "-Dlog4j2.configurationFile=" + file
        : "-Dlog4j.configuration=" + file.toUri();
  }
}
