package io.acequia.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** A closed loop of several connections, each sending its next batch when the last is answered. */
final class HttpLoad {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final URI server;
  private final List<byte[]> requests;

  /**
   * @param requests whole requests of equally many events, sent in turn
   */
  HttpLoad(URI server, List<byte[]> requests) {
    this.server = server;
    this.requests = requests;
  }

  /** What was seen: requests that were answered with 2xx, their times in microseconds. */
  record Result(Samples micros, long refused, Duration elapsed) {
    long answered() {
      return micros.size();
    }
  }

  Result run(int connections, Duration duration) throws InterruptedException, IOException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    AtomicInteger next = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    try {
      List<Future<Samples>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(() -> loop(end, next, refused)));
      }
      Samples all = new Samples();
      for (Future<Samples> one : running) {
        all.addAll(one.get());
      }
      return new Result(all, refused.get(), Duration.ofNanos(System.nanoTime() - start));
    } catch (ExecutionException e) {
      throw new IOException("a connection of the load generator failed", e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  private Samples loop(long end, AtomicInteger next, AtomicInteger refused) throws IOException {
    Samples micros = new Samples();
    try (HttpConnection connection = new HttpConnection(server, TIMEOUT)) {
      while (System.nanoTime() < end) {
        byte[] request = requests.get(Math.floorMod(next.getAndIncrement(), requests.size()));
        long sent = System.nanoTime();
        int status = connection.exchange(request);
        if (status / 100 == 2) {
          micros.add((System.nanoTime() - sent) / 1_000);
        } else if (status == 503 || status == 429) {
          refused.incrementAndGet();
        } else {
          throw new IOException("answer " + status + ": " + connection.body());
        }
      }
    }
    return micros;
  }
}
