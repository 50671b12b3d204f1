package io.acequia.bench;

import io.acequia.bench.StreamsCase.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Records a second from a topic that was filled beforehand through an aggregation by group and
 * window: our plan and a Kafka Streams program written by hand, in the same worker. Their results
 * must be the same.
 */
final class StreamsBench implements Bench {

  private static final String TOPIC = "flights";
  private static final int PARTITIONS = 2;
  private static final Duration GRACE = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Path root;
  private final Path folder;
  private final FlightRows flights;
  private final long rows;
  private final int rounds;

  StreamsBench(Path root, Path folder, boolean quick) {
    this.root = root;
    this.folder = folder;
    this.flights = FlightRows.read(root);
    this.rows = quick ? 1_500_000 : 2_000_000;
    this.rounds = quick ? 1 : 3;
  }

  @Override
  public ResultTable run() throws Exception {
    try (StreamsStack stack = new StreamsStack(root, folder)) {
      stack.start();
      System.err.printf("Filling a topic with %,d flights%n", rows);
      new TopicFiller(stack.kafka().bootstrap()).fill(TOPIC, PARTITIONS, rows, flights::dense);
      Map<StreamsCase, Figures> measured = measure(stack);
      Samples limit = new Samples();
      StreamsResults topic = new StreamsResults(stack.kafka().bootstrap());
      for (int round = 0; round < rounds; round++) {
        limit.add(topic.limit(TOPIC, rows));
      }
      return table(measured, limit.median());
    }
  }

  private static List<StreamsCase> cases() {
    List<StreamsCase> cases = new ArrayList<>();
    for (int threads = 1; threads <= PARTITIONS; threads++) {
      for (boolean exactlyOnce : new boolean[] {false, true}) {
        for (Host host : Host.values()) {
          cases.add(new StreamsCase(host, threads, exactlyOnce));
        }
      }
    }
    return cases;
  }

  /** A first round, which compiles the worker's code, does not count. */
  private Map<StreamsCase, Figures> measure(StreamsStack stack) throws Exception {
    Map<StreamsCase, Figures> measured = new LinkedHashMap<>();
    Map<String, String> expected = Map.of();
    for (int round = 0; round <= rounds; round++) {
      for (StreamsCase one : cases()) {
        String name = "bench-" + cases().indexOf(one) + "-" + round;
        try (StreamsRun run = new StreamsRun(stack, one, name, TOPIC, GRACE, folder)) {
          long cpu = stack.workerCpuNanos();
          ConsumedRecords.Result result = run.consumed(TOPIC).measure(rows, PATIENCE);
          cpu = stack.workerCpuNanos() - cpu;
          run.stop();
          Map<String, String> results =
              new StreamsResults(stack.kafka().bootstrap()).last(run.sink());
          expected = expected.isEmpty() ? results : expected;
          requireEqual(one, expected, results);
          long bytes = run.stateBytes() / results.size();
          String note = round == 0 ? "warm-up" : "round " + round + " of " + rounds;
          System.err.printf(
              "%-36s %,9d records/s, %,6d ns of CPU, started in %,d ms (%s)%n",
              one.label(), result.rate(), cpu / rows, result.startMillis(), note);
          if (round > 0) {
            measured.computeIfAbsent(one, same -> new Figures()).add(result, cpu / rows, bytes);
          }
        }
      }
    }
    return measured;
  }

  private void requireEqual(
      StreamsCase one, Map<String, String> expected, Map<String, String> results) {
    long flightsCounted =
        results.values().stream()
            .mapToLong(value -> Long.parseLong(value.substring(0, value.indexOf(' '))))
            .sum();
    if (flightsCounted != rows) {
      throw new IllegalStateException(
          one.label() + " counted " + flightsCounted + " flights instead of " + rows);
    }
    if (!results.equals(expected)) {
      throw new IllegalStateException(one.label() + " has other results than the first case");
    }
  }

  private static ResultTable table(Map<StreamsCase, Figures> measured, long limit) {
    ResultTable table =
        new ResultTable(
            "count, sum, avg, max by origin and minute",
            "records/s",
            "of by hand",
            "of limit",
            "CPU ns",
            "start ms",
            "bytes a window");
    measured.forEach(
        (one, figures) -> {
          Figures peer = measured.get(one.peer());
          table.row(
              one.label(),
              String.format("%,d", figures.rate()),
              peer == null ? "" : ratio(figures.rate(), peer.rate()),
              ratio(figures.rate(), limit),
              String.format("%,d", figures.cpu()),
              String.format("%,d", figures.start()),
              Long.toString(figures.bytes()));
        });
    table.row("limit: a consumer", String.format("%,d", limit), "", "1.00", "", "", "");
    return table;
  }

  private static String ratio(long rate, long other) {
    return String.format("%.2f", (double) rate / other);
  }

  /** What was measured of a case. */
  private static final class Figures {

    private final Samples rates = new Samples();
    private final Samples cpu = new Samples();
    private final Samples starts = new Samples();
    private final Samples bytes = new Samples();

    void add(ConsumedRecords.Result result, long cpuNanos, long stateBytes) {
      cpu.add(cpuNanos);
      rates.add(result.rate());
      starts.add(result.startMillis());
      bytes.add(stateBytes);
    }

    long rate() {
      return rates.median();
    }

    /** Of the worker's processor time, for a record, its garbage collection included. */
    long cpu() {
      return cpu.median();
    }

    long start() {
      return starts.median();
    }

    /** Of its state, for each group and window. */
    long bytes() {
      return bytes.median();
    }
  }
}
