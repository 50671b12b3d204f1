package io.acequia.bench;

import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One application from its deployment to its removal. */
final class StreamsRun implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final StreamsStack stack;
  private final String name;
  private final Path state;
  private final Admin admin;
  private final long deployed;

  StreamsRun(
      StreamsStack stack, StreamsCase one, String name, String source, Duration grace, Path folder)
      throws Exception {
    this.stack = stack;
    this.name = name;
    this.state = folder.resolve(name);
    this.admin = stack.kafka().admin();
    // Results are as old as their events, which a broker would delete.
    admin
        .createTopics(
            List.of(new NewTopic(sink(), 2, (short) 1).configs(Map.of("retention.ms", "-1"))))
        .all()
        .get();
    deployed = System.nanoTime();
    stack
        .connect()
        .put(name, one.config(name, stack.kafka().bootstrap(), source, sink(), grace, state));
    stack.connect().awaitRunning(name, PATIENCE);
  }

  String sink() {
    return name + "-results";
  }

  ConsumedRecords consumed(String source) {
    return new ConsumedRecords(admin, name, source, deployed);
  }

  /** Ends the application. */
  void stop() {
    ConnectClient connect = stack.connect();
    connect.delete(name);
    Await.until(
        "the group " + name + " to be left",
        PATIENCE,
        () ->
            admin.describeConsumerGroups(List.of(name)).all().get().values().stream()
                .allMatch(group -> group.members().isEmpty()));
  }

  /** The files of RocksDB, in bytes; of a stopped application, all that its stores hold. */
  long stateBytes() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      long bytes = 0;
      for (Path file : files.filter(path -> path.toString().endsWith(".sst")).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** Deletes what the application leaves behind on the broker. */
  @Override
  public void close() throws Exception {
    if (stack.connect().connectors().contains(name)) {
      stop();
    }
    Set<String> topics = admin.listTopics().names().get();
    admin
        .deleteTopics(topics.stream().filter(topic -> topic.startsWith(name + "-")).toList())
        .all()
        .get();
    admin.close();
  }
}
