package io.acequia.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One way to run the aggregation.
 *
 * @param host whose connector
 * @param threads stream threads; the topic has two partitions
 */
record StreamsCase(Host host, int threads, boolean exactlyOnce) {

  enum Host {
    ACEQUIA,
    BY_HAND
  }

  /** Of both, so that none gets away with fewer commits. */
  private static final String COMMIT_INTERVAL_MS = "500";

  /** Flights of 2001 are old by the broker's clock, and must not be deleted from changelogs. */
  private static final String FOR_EVER_MS = Long.toString(Duration.ofDays(36_500).toMillis());

  String label() {
    return (host == Host.ACEQUIA ? "Acequia" : "by hand")
        + ", "
        + threads
        + (threads == 1 ? " thread, " : " threads, ")
        + (exactlyOnce ? "exactly once" : "at least once");
  }

  /** The same work by hand. */
  StreamsCase peer() {
    return new StreamsCase(Host.BY_HAND, threads, exactlyOnce);
  }

  /**
   * The connector's configuration.
   *
   * @param name of the application
   * @param state the folder of its state
   */
  Map<String, String> config(
      String name, String bootstrap, String source, String sink, Duration grace, Path state) {
    Map<String, String> config = new LinkedHashMap<>();
    boolean ours = host == Host.ACEQUIA;
    String prefix = ours ? "streams.config." : "streams.";
    config.put(prefix + "commit.interval.ms", COMMIT_INTERVAL_MS);
    config.put(prefix + "windowstore.changelog.additional.retention.ms", FOR_EVER_MS);
    config.put("streams.application.id", name);
    config.put("streams.bootstrap.servers", bootstrap);
    config.put("streams.state.dir", state.toString());
    if (ours) {
      config.put("connector.class", "io.acequia.streams.transforms.StreamsConnector");
      config.put("tasks.max", Integer.toString(threads));
      config.put("plan", plan(source, sink, grace));
    } else {
      config.put("connector.class", "io.acequia.bench.handwritten.HandWrittenConnector");
      config.put("tasks.max", "1");
      config.put("source", source);
      config.put("sink", sink);
      config.put("grace.ms", Long.toString(grace.toMillis()));
      config.put("streams.num.stream.threads", Integer.toString(threads));
      config.put("streams.auto.offset.reset", "earliest");
      config.put("streams.processing.guarantee", exactlyOnce ? "exactly_once_v2" : "at_least_once");
    }
    return config;
  }

  private String plan(String source, String sink, Duration grace) {
    return """
        {"source": {"topic": "%s", "format": "json", "timestamp": "date"},
         "group_by": ["origin"],
         "window": {"type": "tumbling", "size": "1m", "grace": %d},
         "aggregate": [{"op": "count", "as": "flights"},
                       {"op": "sum", "field": "delay"},
                       {"op": "avg", "field": "delay"},
                       {"op": "max", "field": "delay"}],
         "sink": {"topic": "%s"},
         "delivery": "%s"}"""
        .formatted(source, grace.toMillis(), sink, exactlyOnce ? "exactly_once" : "at_least_once");
  }
}
