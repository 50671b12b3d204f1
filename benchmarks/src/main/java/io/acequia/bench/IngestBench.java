package io.acequia.bench;

import io.acequia.local.process.KafkaRuntime;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Events a second over HTTP, in batches of 500 acknowledged by Kafka, and the time from request to
 * answer; beside what Kafka's own producer does with the same values.
 */
final class IngestBench implements Bench {

  private final Path root;
  private final Path folder;
  private final Duration warmUp;
  private final Duration measured;
  private final int rounds;

  IngestBench(Path root, Path folder, boolean quick) {
    this.root = root;
    this.folder = folder;
    this.warmUp = Duration.ofSeconds(quick ? 5 : 20);
    this.measured = Duration.ofSeconds(quick ? 5 : 15);
    this.rounds = quick ? 1 : 3;
  }

  @Override
  public ResultTable run() throws Exception {
    ResultTable table =
        new ResultTable(
            "events into Kafka",
            "events/s",
            "of producer",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "heap MiB");
    try (IngestStack stack = new IngestStack(root, folder)) {
      stack.start();
      ProducerPeer peer = new ProducerPeer(KafkaRuntime.newest(), stack.bootstrap(), folder);
      long records = 200_000L * measured.toSeconds();
      Latencies[] producer = new Latencies[rounds];
      for (int round = 0; round < rounds; round++) {
        producer[round] = peer.run("peer", stack.values(), records);
        System.err.printf("ProducerPerformance: %s%n", producer[round]);
      }
      Latencies limit = median(producer);
      row(table, "limit: ProducerPerformance, acks=all", limit, limit.rate(), "");
      try (HeapWatch heap = stack.watchHeap()) {
        for (String format : new String[] {"raw", "json"}) {
          stack.deploy(format);
          stack.load(warmUp);
          heap.reset();
          Latencies seen = measure(stack, format);
          row(
              table,
              "HTTP ingest, " + format + " values",
              seen,
              limit.rate(),
              Long.toString(heap.peakMib()));
        }
      }
    }
    return table;
  }

  private Latencies measure(IngestStack stack, String format) throws Exception {
    Latencies[] seen = new Latencies[rounds];
    for (int round = 0; round < rounds; round++) {
      HttpLoad.Result load = stack.load(measured);
      long events = load.answered() * IngestStack.EVENTS;
      seen[round] =
          new Latencies(
              events * 1_000 / load.elapsed().toMillis(),
              load.micros().percentile(50) / 1_000,
              load.micros().percentile(95) / 1_000,
              load.micros().percentile(99) / 1_000);
      System.err.printf("%s: %s, refused requests: %d%n", format, seen[round], load.refused());
    }
    return median(seen);
  }

  /** The median of each figure on its own. */
  private static Latencies median(Latencies[] rounds) {
    Samples rate = new Samples();
    Samples p50 = new Samples();
    Samples p95 = new Samples();
    Samples p99 = new Samples();
    for (Latencies one : rounds) {
      rate.add(one.rate());
      p50.add(one.p50());
      p95.add(one.p95());
      p99.add(one.p99());
    }
    return new Latencies(rate.median(), p50.median(), p95.median(), p99.median());
  }

  private static void row(
      ResultTable table, String what, Latencies seen, long limit, String heapMib) {
    table.row(
        what,
        String.format("%,d", seen.rate()),
        String.format("%.2f", (double) seen.rate() / limit),
        Long.toString(seen.p50()),
        Long.toString(seen.p95()),
        Long.toString(seen.p99()),
        heapMib);
  }
}
