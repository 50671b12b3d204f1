package io.acequia.bench;

import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.Elasticsearch;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Documents a second from a topic that was filled beforehand into one shard of Elasticsearch, and
 * bulk requests of prepared bodies with the same number in flight, which is the limit.
 */
final class ElasticsearchBench implements Bench {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int IN_FLIGHT = 2;
  private static final int BATCH = 5_000;
  private static final String INDEX = "bench";
  private static final String TOPIC = "flights";

  private final FlightRows flights;
  private final PluginFolders plugins;
  private final Path folder;
  private final long documents;
  private final int rounds;

  ElasticsearchBench(Path root, Path folder, boolean quick) {
    this.flights = FlightRows.read(root);
    this.plugins = new PluginFolders(root);
    this.folder = folder;
    this.documents = quick ? 200_000 : 500_000;
    this.rounds = quick ? 1 : 3;
  }

  /** How the records reach the sink, and how they are written. */
  private enum Case {
    BYTES("bytes, ids and versions of Kafka", "bytes", "index"),
    CREATE("bytes, create", "bytes", "create"),
    MAPS("maps, ids and versions of Kafka", "json", "index");

    private final String label;
    private final String values;
    private final String mode;

    Case(String label, String values, String mode) {
      this.label = label;
      this.values = values;
      this.mode = mode;
    }

    Map<String, String> config(Elasticsearch server) {
      Map<String, String> config = new LinkedHashMap<>();
      config.put("connector.class", "io.acequia.elasticsearch.sink.ElasticsearchSinkConnector");
      config.put("topics", TOPIC);
      config.put("tasks.max", "1");
      config.put("consumer.override.auto.offset.reset", "earliest");
      config.put("consumer.override.max.poll.records", "5000");
      config.put("consumer.override.fetch.min.bytes", "65536");
      String bytes = "org.apache.kafka.connect.converters.ByteArrayConverter";
      config.put("key.converter", bytes);
      config.put(
          "value.converter",
          values.equals("bytes") ? bytes : "org.apache.kafka.connect.json.JsonConverter");
      if (values.equals("json")) {
        config.put("value.converter.schemas.enable", "false");
      }
      config.put("elasticsearch.urls", server.url().toString());
      config.put("elasticsearch.index", INDEX);
      config.put("elasticsearch.write.mode", mode);
      config.put("elasticsearch.requests.in.flight", Integer.toString(IN_FLIGHT));
      config.put("elasticsearch.batch.records", Integer.toString(BATCH));
      return config;
    }
  }

  @Override
  public ResultTable run() throws Exception {
    KafkaRuntime runtime = KafkaRuntime.newest();
    try (LocalKafka kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build();
        Elasticsearch server =
            Elasticsearch.builder(folder.resolve("elasticsearch")).heap("1g").build();
        ConnectWorker worker =
            ConnectWorker.builder(runtime, folder.resolve("connect"), kafka.bootstrap())
                .pluginPath(plugins.of("connectors-sink/elasticsearch-sink"))
                .property("exactly.once.source.support", "disabled")
                .build()) {
      kafka.start();
      server.start();
      System.err.printf("Filling a topic with %,d flights%n", documents);
      new TopicFiller(kafka.bootstrap()).fill(TOPIC, 1, documents, flights::row);
      worker.start();
      return measure(worker.client(), server);
    }
  }

  /** Medians; the first round, which compiles the servers' code, does not count. */
  private ResultTable measure(ConnectClient client, Elasticsearch server) throws Exception {
    Map<Case, Samples> rates = new LinkedHashMap<>();
    Samples limits = new Samples();
    DocumentClock clock = new DocumentClock(server.url(), INDEX);
    BulkLimit limit = new BulkLimit(server.url(), INDEX, flights);
    for (int round = 0; round <= rounds; round++) {
      String note = round == 0 ? "warm-up" : "round " + round + " of " + rounds;
      clock.newIndex();
      long most = limit.measure(documents, BATCH, IN_FLIGHT);
      System.err.printf("%-40s %,9d documents/s (%s)%n", "bulk requests alone", most, note);
      if (round > 0) {
        limits.add(most);
      }
      for (Case one : Case.values()) {
        clock.newIndex();
        String connector = "bench-" + one.name().toLowerCase(java.util.Locale.ROOT) + "-" + round;
        client.put(connector, one.config(server));
        long rate = clock.measure(documents, PATIENCE);
        client.delete(connector);
        System.err.printf("%-40s %,9d documents/s (%s)%n", one.label, rate, note);
        if (round > 0) {
          rates.computeIfAbsent(one, c -> new Samples()).add(rate);
        }
      }
    }
    return table(rates, limits.median());
  }

  private static ResultTable table(Map<Case, Samples> rates, long limit) {
    ResultTable table =
        new ResultTable("documents into Elasticsearch, one shard", "documents/s", "of limit");
    rates.forEach(
        (one, samples) ->
            table.row(
                "Acequia, 1 task, " + one.label,
                String.format("%,d", samples.median()),
                String.format("%.2f", (double) samples.median() / limit)));
    table.row(
        "limit: prepared bulk requests, " + IN_FLIGHT + " in flight",
        String.format("%,d", limit),
        "1.00");
    return table;
  }
}
