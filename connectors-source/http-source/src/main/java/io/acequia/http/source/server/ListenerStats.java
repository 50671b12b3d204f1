package io.acequia.http.source.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a listener counts for the metrics of its tasks. Thread-safe. */
public final class ListenerStats {

  private final LongAdder requests = new LongAdder();
  private final LongAdder refusedRequests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicInteger connections = new AtomicInteger();

  void requested() {
    requests.increment();
  }

  void refused() {
    refusedRequests.increment();
  }

  void received(long more) {
    bytes.add(more);
  }

  AtomicInteger connectionCount() {
    return connections;
  }

  public long requests() {
    return requests.sum();
  }

  /** Requests answered with an error as a whole. */
  public long refusedRequests() {
    return refusedRequests.sum();
  }

  public long bytes() {
    return bytes.sum();
  }

  public int connections() {
    return connections.get();
  }
}
