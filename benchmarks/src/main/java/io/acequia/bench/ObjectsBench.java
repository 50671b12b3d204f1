package io.acequia.bench;

import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ObjectServer;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.StoredObject;
import io.acequia.object.store.s3.S3ObjectStore;
import io.acequia.object.store.s3.S3Settings;
import io.acequia.object.store.sink.offset.EpochIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Records and megabytes a second from a topic that was filled beforehand into files on S3Proxy, by
 * one task and exactly once; and parquet-java alone, which is the limit.
 */
final class ObjectsBench implements Bench {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int EPOCHS = 10;
  private static final double MIB = 1 << 20;

  private final FlightRows flights;
  private final PluginFolders plugins;
  private final Path folder;
  private final long rows;
  private final int rounds;

  /** One way to bring the flights into files. */
  private record Case(String format, SinkCase.Values values) {
    String label() {
      return "%s from %s".formatted(format, values.name().toLowerCase(java.util.Locale.ROOT));
    }
  }

  /** What one run gave. */
  private record Result(long rate, double mibs, long peakHeap, long openParts) {}

  ObjectsBench(Path root, Path folder, boolean quick) {
    this.flights = FlightRows.read(root);
    this.plugins = new PluginFolders(root);
    this.folder = folder;
    this.rows = quick ? 500_000 : 2_000_000;
    this.rounds = quick ? 1 : 3;
  }

  @Override
  public ResultTable run() throws Exception {
    KafkaRuntime runtime = KafkaRuntime.newest();
    try (LocalKafka kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build();
        ObjectServer server = ObjectServer.builder(folder.resolve("objects")).build();
        ConnectWorker worker =
            ConnectWorker.builder(runtime, folder.resolve("connect"), kafka.bootstrap())
                .pluginPath(plugins.of("connectors-sink/object-store-sink"))
                .property("exactly.once.source.support", "disabled")
                .heap("512m")
                .build()) {
      kafka.start();
      server.start();
      System.err.printf("Filling a topic with %,d flights%n", rows);
      new TopicFiller(kafka.bootstrap()).fill("flights", 1, rows, flights::row);
      worker.start();
      try (ObjectStore store = store(server);
          HeapWatch heap = new HeapWatch(worker.pid())) {
        Map<Case, Result> measured = measure(worker.client(), server, store, heap);
        ParquetLimit limit = new ParquetLimit(folder.resolve("limit.parquet"), flights);
        return table(measured, limit(limit, limit::fromJson), limit(limit, limit::prepared));
      }
    }
  }

  private static List<Case> cases() {
    return List.of(
        new Case("parquet", SinkCase.Values.STRUCTS),
        new Case("parquet", SinkCase.Values.BYTES),
        new Case("jsonl", SinkCase.Values.MAPS),
        new Case("jsonl", SinkCase.Values.BYTES),
        new Case("csv", SinkCase.Values.STRUCTS));
  }

  /** The best of each case; a first round, which compiles the worker's code, does not count. */
  private Map<Case, Result> measure(
      ConnectClient client, ObjectServer server, ObjectStore store, HeapWatch heap)
      throws Exception {
    Map<Case, Result> measured = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Case one : cases()) {
        Result result = run(one, round, client, server, store, heap);
        String note = round == 0 ? "warm-up" : "round " + round + " of " + rounds;
        System.err.printf("%-24s %,9d records/s (%s)%n", one.label(), result.rate, note);
        if (round > 0) {
          measured.merge(one, result, (a, b) -> a.rate > b.rate ? a : b);
        }
      }
    }
    return measured;
  }

  private Result run(
      Case one,
      int round,
      ConnectClient client,
      ObjectServer server,
      ObjectStore store,
      HeapWatch heap)
      throws Exception {
    String name = "bench-" + cases().indexOf(one) + "-" + round;
    EpochIndex index = new EpochIndex(store, name + "/_acequia/" + name + "/");
    heap.reset();
    client.put(name, config(one, name, server));
    try {
      long[] first = progress(index, rows / EPOCHS, heap);
      long[] last = progress(index, rows, heap);
      long rate = (last[0] - first[0]) * 1_000_000_000L / (last[1] - first[1]);
      long bytes = bytes(store, name);
      return new Result(
          rate, (double) bytes / rows * rate / MIB, heap.peakMib(), Math.max(first[2], last[2]));
    } finally {
      client.delete(name);
      clear(store, name);
    }
  }

  /** Waits until so many records are in complete objects: how many, when, parts open at most. */
  private static long[] progress(EpochIndex index, long wanted, HeapWatch heap) {
    long[] seen = new long[3];
    Await.until(
        wanted + " records",
        PATIENCE,
        () -> {
          seen[2] = Math.max(seen[2], heap.gauge("open-parts"));
          EpochIndex.Found found = index.read(new TopicPartition("flights", 0));
          seen[0] = found == null ? 0 : found.entry().next();
          seen[1] = System.nanoTime();
          return seen[0] >= wanted;
        });
    return seen;
  }

  private Map<String, String> config(Case one, String name, ObjectServer server) {
    Map<String, String> config =
        new SinkCase(SinkCase.Sink.ACEQUIA, "insert", 1, one.values, true).source("flights");
    config.put("connector.class", "io.acequia.object.store.sink.ObjectStoreSinkConnector");
    config.put("objects.url", "s3://" + ObjectServer.BUCKET + "/" + name);
    config.put("objects.endpoint", server.endpoint().toString());
    config.put("objects.path.style.enabled", "true");
    config.put("objects.access.key.id", server.accessKey());
    config.put("objects.secret.access.key", server.secretKey());
    config.put("objects.format", one.format);
    config.put("objects.rotate.records", Long.toString(rows / EPOCHS));
    return config;
  }

  private static ObjectStore store(ObjectServer server) {
    return new S3ObjectStore(
        new S3Settings(
            S3Settings.Dialect.S3,
            ObjectServer.BUCKET,
            "us-east-1",
            server.endpoint(),
            true,
            new S3Settings.Login(server.accessKey(), server.secretKey(), null),
            null,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60)));
  }

  private static long bytes(ObjectStore store, String name) {
    long bytes = 0;
    for (List<StoredObject> page : store.list(name + "/flights/", "")) {
      bytes += page.stream().mapToLong(StoredObject::size).sum();
    }
    return bytes;
  }

  private static void clear(ObjectStore store, String name) throws Exception {
    for (List<StoredObject> page : store.list(name + "/", "")) {
      for (StoredObject object : page) {
        store.delete(object.key());
      }
    }
  }

  /** Writes so many rows and tells how many that is a second. */
  private interface Write {
    long rows(long rows) throws IOException;
  }

  private Result limit(ParquetLimit limit, Write write) throws IOException {
    long best = 0;
    for (int round = 0; round <= rounds; round++) {
      best = Math.max(best, write.rows(rows));
    }
    return new Result(best, (double) limit.bytes() / rows * best / MIB, 0, 0);
  }

  private static ResultTable table(Map<Case, Result> results, Result json, Result prepared) {
    ResultTable table =
        new ResultTable(
            "flights into objects, one task",
            "records/s",
            "MiB/s",
            "of parquet-java from JSON",
            "of prepared",
            "peak heap MiB",
            "open parts");
    results.forEach(
        (one, result) ->
            table.row(
                one.label(),
                String.format("%,d", result.rate),
                String.format("%.1f", result.mibs),
                ratio(result, json),
                ratio(result, prepared),
                Long.toString(result.peakHeap),
                Long.toString(result.openParts)));
    limit(table, "parquet-java alone, from JSON, local file", json, prepared);
    limit(table, "limit: parquet-java alone, prepared, local file", prepared, prepared);
    return table;
  }

  private static void limit(ResultTable table, String label, Result limit, Result prepared) {
    String ofJson = limit == prepared ? "" : "1.00";
    table.row(
        label,
        String.format("%,d", limit.rate),
        String.format("%.1f", limit.mibs),
        ofJson,
        ratio(limit, prepared),
        "",
        "");
  }

  private static String ratio(Result result, Result to) {
    return String.format("%.2f", (double) result.rate / to.rate);
  }
}
