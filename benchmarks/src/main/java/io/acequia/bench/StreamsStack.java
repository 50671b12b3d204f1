package io.acequia.bench;

import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A broker, and a worker with our plugin and the one written by hand. */
final class StreamsStack implements AutoCloseable {

  private final LocalKafka kafka;
  private final ConnectWorker worker;

  StreamsStack(Path root, Path folder) throws IOException {
    KafkaRuntime runtime = KafkaRuntime.newest();
    kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).heap("1g").build();
    worker =
        ConnectWorker.builder(runtime, folder.resolve("connect"), kafka.bootstrap())
            .pluginPath(new PluginFolders(root).of("streams-transforms"))
            .pluginPath(byHand(root, folder.resolve("by-hand")))
            .property("exactly.once.source.support", "disabled")
            .build();
  }

  /** A plugin of the program written by hand, with the very jars of Kafka Streams that ours has. */
  private static Path byHand(Path root, Path folder) throws IOException {
    Path plugin = Files.createDirectories(folder.resolve("plugin"));
    Path built = root.resolve("benchmarks/target");
    copy(built, List.of("benchmarks-"), plugin);
    copy(built.resolve("lib"), List.of("jackson-"), plugin);
    try (Stream<Path> files = Files.walk(root.resolve("streams-transforms/target/plugin"))) {
      for (Path lib : files.filter(path -> path.endsWith("lib")).toList()) {
        copy(lib, List.of("kafka-streams-", "rocksdbjni-"), plugin);
      }
    }
    return folder;
  }

  private static void copy(Path from, List<String> names, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".jar") && names.stream().anyMatch(name::startsWith)) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
  }

  void start() {
    kafka.start();
    worker.start();
  }

  LocalKafka kafka() {
    return kafka;
  }

  ConnectClient connect() {
    return worker.client();
  }

  long workerPid() {
    return worker.pid();
  }

  /** Processor time that the worker has used so far, by all of its threads. */
  long workerCpuNanos() {
    return ProcessHandle.of(worker.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toNanos)
        .orElse(0L);
  }

  @Override
  public void close() {
    worker.close();
    kafka.close();
  }
}
