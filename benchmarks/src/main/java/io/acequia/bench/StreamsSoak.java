package io.acequia.bench;

import io.acequia.bench.StreamsCase.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** Ten minutes of an aggregation at a steady rate: the worker's live heap and its memory. */
final class StreamsSoak implements Bench {

  private static final String TOPIC = "flights";
  private static final int FLIGHTS_A_SECOND = 30_000;

  /** Short, so that windows begin and end all the time. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private final Path root;
  private final Path folder;
  private final FlightRows flights;
  private final int looks;
  private final Duration between;

  StreamsSoak(Path root, Path folder, boolean quick) {
    this.root = root;
    this.folder = folder;
    this.flights = FlightRows.read(root);
    this.looks = quick ? 6 : 20;
    this.between = quick ? Duration.ofSeconds(5) : Duration.ofSeconds(30);
  }

  @Override
  public ResultTable run() throws Exception {
    ResultTable table =
        new ResultTable("topology, exactly once", "records/s", "heap live MiB", "RSS MiB");
    try (StreamsStack stack = new StreamsStack(root, folder)) {
      stack.start();
      createTopic(stack);
      StreamsCase one = new StreamsCase(Host.ACEQUIA, 1, true);
      try (StreamsRun run = new StreamsRun(stack, one, "soak", TOPIC, GRACE, folder);
          SteadyProducer producer = new SteadyProducer(stack.kafka().bootstrap(), TOPIC);
          HeapWatch heap = new HeapWatch(stack.workerPid());
          Admin admin = stack.kafka().admin()) {
        for (int look = 1; look <= looks; look++) {
          long before = consumed(admin);
          long start = System.nanoTime();
          producer.send(flights::dense, FLIGHTS_A_SECOND, between);
          double seconds = (System.nanoTime() - start) / 1e9;
          long rate = Math.round((consumed(admin) - before) / seconds);
          String time = Duration.ofSeconds(look * between.toSeconds()).toString().substring(2);
          table.row(
              "after " + time,
              String.format("%,d", rate),
              Long.toString(heap.liveMib()),
              Long.toString(residentMib(stack.workerPid())));
          System.err.printf("look %d of %d: %,d records/s%n", look, looks, rate);
        }
        run.stop();
      }
    }
    return table;
  }

  private static void createTopic(StreamsStack stack)
      throws ExecutionException, InterruptedException {
    try (Admin admin = stack.kafka().admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(TOPIC, 2, (short) 1)
                      .configs(
                          Map.of("retention.bytes", "200000000", "segment.bytes", "50000000"))))
          .all()
          .get();
    }
  }

  private static long consumed(Admin admin) throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets("soak")
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(one -> one.getKey().topic().equals(TOPIC) && one.getValue() != null)
        .mapToLong(one -> one.getValue().offset())
        .sum();
  }

  /** What Linux says; 0 elsewhere. */
  private static long residentMib(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1_024)
        .findFirst()
        .orElse(0);
  }
}
