package io.acequia.streams.transforms;

import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged program as a process, with its plan and its log in a folder. */
final class StandaloneProcess implements AutoCloseable {

  private final Process process;
  private final Path log;

  private StandaloneProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it, with what is said anew to its log.
   *
   * @param name of the application
   * @param arguments besides the plan and the brokers
   */
  static StandaloneProcess start(
      Path folder, String name, String plan, LocalKafka kafka, String... arguments)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".json"), plan);
    Path log = folder.resolve(name + ".log");
    Path program =
        ProjectRoot.path().resolve("streams-transforms/target/acequia-streams-standalone.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx300m", "-jar", program.toString(), file.toString()));
    command.addAll(List.of("--bootstrap", kafka.bootstrap(), "--port", "0"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new StandaloneProcess(process, log);
  }

  boolean endsWithin(long seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  int exitValue() {
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** SIGTERM, and waits for the end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!endsWithin(180)) {
      throw new IllegalStateException("did not end on SIGTERM");
    }
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
