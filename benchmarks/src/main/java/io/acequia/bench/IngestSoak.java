package io.acequia.bench;

import java.nio.file.Path;
import java.time.Duration;

/** Ten minutes of HTTP ingest at full speed: events a second and the worker's heap, by minute. */
final class IngestSoak implements Bench {

  private final Path root;
  private final Path folder;
  private final int minutes;

  IngestSoak(Path root, Path folder, boolean quick) {
    this.root = root;
    this.folder = folder;
    this.minutes = quick ? 1 : 10;
  }

  @Override
  public ResultTable run() throws Exception {
    ResultTable table =
        new ResultTable(
            "HTTP ingest, raw values", "events/s", "p95 ms", "heap at most MiB", "heap live MiB");
    try (IngestStack stack = new IngestStack(root, folder)) {
      stack.start();
      stack.deploy("raw");
      try (HeapWatch heap = stack.watchHeap()) {
        for (int minute = 1; minute <= minutes; minute++) {
          heap.reset();
          HttpLoad.Result load = stack.load(Duration.ofMinutes(1));
          long rate = load.answered() * IngestStack.EVENTS * 1_000 / load.elapsed().toMillis();
          table.row(
              "minute " + minute,
              String.format("%,d", rate),
              Long.toString(load.micros().percentile(95) / 1_000),
              Long.toString(heap.peakMib()),
              Long.toString(heap.liveMib()));
          System.err.printf("minute %d of %d: %,d events/s%n", minute, minutes, rate);
        }
      }
    }
    return table;
  }
}
