package io.acequia.bench;

import io.acequia.bench.SinkCase.Sink;
import io.acequia.bench.SinkCase.Values;
import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows a second from a topic that was filled beforehand into PostgreSQL: ours and Debezium's JDBC
 * sink in the same worker, and {@code COPY} of prepared bytes, which is the limit.
 */
final class PostgresBench implements Bench {

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int LIMIT_BATCH = 20_000;
  private static final String TABLE = "bench";

  private final FlightRows flights;
  private final PluginFolders plugins;
  private final Path folder;
  private final long rows;
  private final int rounds;

  PostgresBench(Path root, Path folder, boolean quick) {
    this.flights = FlightRows.read(root);
    this.plugins = new PluginFolders(root);
    this.folder = folder;
    this.rows = 500_000;
    this.rounds = quick ? 1 : 3;
  }

  @Override
  public ResultTable run() throws Exception {
    KafkaRuntime runtime = KafkaRuntime.newest();
    try (LocalKafka kafka = LocalKafka.builder(runtime, folder.resolve("kafka")).build();
        Postgres postgres = Postgres.builder(folder.resolve("postgres")).build();
        ConnectWorker worker =
            ConnectWorker.builder(runtime, folder.resolve("connect"), kafka.bootstrap())
                .pluginPath(plugins.of("connectors-sink/jdbc-sink"))
                .pluginPath(plugins.debezium())
                .property("exactly.once.source.support", "disabled")
                .build()) {
      kafka.start();
      postgres.start();
      System.err.printf("Filling two topics with %,d flights each%n", rows);
      TopicFiller filler = new TopicFiller(kafka.bootstrap());
      filler.fill(topic(1), 1, rows, flights::row);
      filler.fill(topic(2), 2, rows, flights::row);
      worker.start();
      try (Connection connection = postgres.connect()) {
        return table(measure(worker.client(), postgres, connection), limits(connection));
      }
    }
  }

  private static List<SinkCase> cases() {
    List<SinkCase> cases = new ArrayList<>();
    for (int tasks = 1; tasks <= 2; tasks++) {
      for (String mode : List.of("insert", "upsert")) {
        cases.add(new SinkCase(Sink.DEBEZIUM, mode, tasks, Values.STRUCTS, false));
        cases.add(new SinkCase(Sink.ACEQUIA, mode, tasks, Values.STRUCTS, false));
      }
    }
    for (String mode : List.of("insert", "upsert")) {
      cases.add(new SinkCase(Sink.ACEQUIA, mode, 1, Values.MAPS, false));
      cases.add(new SinkCase(Sink.ACEQUIA, mode, 1, Values.BYTES, false));
      cases.add(new SinkCase(Sink.ACEQUIA, mode, 1, Values.BYTES, true));
    }
    return cases;
  }

  /** The median of each case; a first round, which compiles the worker's code, does not count. */
  private Map<SinkCase, Long> measure(
      ConnectClient client, Postgres postgres, Connection connection) throws Exception {
    Map<SinkCase, Samples> measured = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (SinkCase one : cases()) {
        long rate = run(one, round, client, postgres, connection);
        String note = round == 0 ? "warm-up" : "round " + round + " of " + rounds;
        System.err.printf("%-50s %,9d rows/s (%s)%n", one.label(), rate, note);
        if (round > 0) {
          measured.computeIfAbsent(one, c -> new Samples()).add(rate);
        }
      }
    }
    Map<SinkCase, Long> medians = new LinkedHashMap<>();
    measured.forEach((one, samples) -> medians.put(one, samples.median()));
    return medians;
  }

  private long run(
      SinkCase one, int round, ConnectClient client, Postgres postgres, Connection connection)
      throws Exception {
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS " + TABLE);
      statement.execute("CHECKPOINT");
    }
    // A name of its own for each run: Connect names the consumer group, and its offsets, after it.
    String connector = "bench-" + cases().indexOf(one) + "-" + round;
    client.put(connector, one.config(postgres, topic(one.tasks()), TABLE));
    try {
      client.awaitRunning(connector, Duration.ofSeconds(30));
      return new RowClock(connection).measure(TABLE, rows, one.tasks(), PATIENCE);
    } finally {
      client.delete(connector);
    }
  }

  /** What PostgreSQL takes of prepared bytes, by mode. */
  private Map<String, Long> limits(Connection connection) throws Exception {
    CopyLimit limit = new CopyLimit(connection, flights);
    Samples insert = new Samples();
    Samples upsert = new Samples();
    for (int round = 0; round < rounds; round++) {
      insert.add(Math.round(limit.text(rows)));
      upsert.add(Math.round(limit.binaryUpsert(rows, LIMIT_BATCH)));
    }
    return Map.of("insert", insert.median(), "upsert", upsert.median());
  }

  private static ResultTable table(Map<SinkCase, Long> rates, Map<String, Long> limits) {
    ResultTable table = new ResultTable("rows into PostgreSQL", "rows/s", "of peer", "of limit");
    rates.forEach(
        (one, rate) -> {
          String ofPeer =
              rates.entrySet().stream()
                  .filter(peer -> one.isComparableTo(peer.getKey()))
                  .map(peer -> ratio(rate, peer.getValue()))
                  .findFirst()
                  .orElse("");
          String ofLimit = ratio(rate, limits.getOrDefault(one.mode(), rate));
          table.row(one.label(), String.format("%,d", rate), ofPeer, ofLimit);
        });
    limits.forEach(
        (mode, rate) -> {
          String how =
              mode.equals("insert") ? "text, into a table with a key" : "binary, ON CONFLICT";
          table.row("limit: COPY, " + how, String.format("%,d", rate), "", "1.00");
        });
    return table;
  }

  private static String ratio(long rate, long other) {
    return String.format("%.2f", (double) rate / other);
  }

  private static String topic(int partitions) {
    return "flights-" + partitions;
  }
}
