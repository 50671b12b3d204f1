package io.acequia.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.Elasticsearch;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.ObjectServer;
import io.acequia.local.process.Postgres;
import io.acequia.local.process.SchemaRegistry;
import io.acequia.testkit.ConfluentClasses;
import io.acequia.testkit.PythonPackages;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Avro through every sink of the bundle, in a real worker with a real registry: written by
 * Confluent's own serializer, read by our converter. The schema gets a field in the middle of the
 * topic and another during an outage of the registry; one record is broken. What arrives is
 * compared with a plain computation over the same flights.
 */
class AvroSinksIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  private static final Duration OUTAGE = Duration.ofSeconds(20);
  private static final int FLIGHTS = 6_000;
  private static final String DUCKDB = "duckdb==1.4.1";
  private static final String READ_FILES =
      """
      import duckdb, sys
      files = f"read_parquet('{sys.argv[1]}/**/*.parquet', union_by_name=true)"
      types = {c[0]: c[1] for c in duckdb.sql(f'DESCRIBE SELECT * FROM {files}').fetchall()}
      for name in types:
          print('column', name, types[name])
      wanted = 'id at day delay distance km origin destination late band'.split()
      values = ', '.join('epoch_ms("at")' if name == 'at' else name if name in types else 'NULL'
                         for name in wanted)
      for row in duckdb.sql(f'SELECT {values} FROM {files}').fetchall():
          print('|'.join('null' if v is None else str(v).lower() if isinstance(v, bool) else str(v)
                         for v in row))
      """;

  @TempDir static Path temp;
  private static LocalKafka kafka;
  private static SchemaRegistry registry;
  private static ConnectWorker worker;

  @BeforeAll
  static void startServers() throws IOException {
    Bundle bundle = Bundle.unpackedInto(temp.resolve("plugins"));
    kafka = LocalKafka.builder(KafkaRuntime.newest(), temp.resolve("kafka")).build().start();
    registry = SchemaRegistry.builder(temp.resolve("registry")).build().start();
    worker =
        ConnectWorker.builder(KafkaRuntime.newest(), temp.resolve("connect"), kafka.bootstrap())
            .pluginPath(bundle.folder())
            .heap("512m")
            .build()
            .start();
  }

  @AfterAll
  static void stopServers() {
    worker.stop();
    registry.stop();
    kafka.stop();
  }

  @Test
  void postgresHasTheColumnsThatTheSchemaDeclares() throws Exception {
    try (Postgres postgres = Postgres.builder(temp.resolve("postgres")).build().start()) {
      Map<String, String> config = sink("jdbc.sink.PostgresSinkConnector", "tables");
      config.put("postgres.url", postgres.jdbcUrl());
      config.put("postgres.user", postgres.user());
      config.put("postgres.password", postgres.password());
      config.put("postgres.delivery", "exactly-once");
      config.put("postgres.auto.create", "true");
      config.put("postgres.auto.evolve", "true");
      try (Connection database = postgres.connect()) {
        verify("tables", config, OUTAGE, () -> rows(database));
        assertThat(columns(database))
            .containsEntry("id", "bigint")
            .containsEntry("at", "timestamp with time zone")
            .containsEntry("day", "date")
            .containsEntry("delay", "integer")
            .containsEntry("km", "numeric")
            .containsEntry("origin", "text")
            .containsEntry("late", "boolean")
            .containsEntry("band", "text");
      }
    }
  }

  @Test
  void elasticsearchHasTheFieldsThatTheSchemaDeclares() throws Exception {
    try (Elasticsearch cluster = Elasticsearch.builder(temp.resolve("es")).build().start()) {
      Map<String, String> config = sink("elasticsearch.sink.ElasticsearchSinkConnector", "docs");
      config.put("elasticsearch.urls", cluster.url().toString());
      config.put("elasticsearch.index.settings", "{\"number_of_replicas\": 0}");
      verify("docs", config, Duration.ZERO, () -> documents(cluster));
      JsonNode fields = get(cluster, "/docs/_mapping").at("/docs/mappings/properties");
      Map<String, String> types = new HashMap<>();
      fields.properties().forEach(e -> types.put(e.getKey(), e.getValue().at("/type").asText()));
      assertThat(types)
          .containsEntry("id", "long")
          .containsEntry("at", "date")
          .containsEntry("day", "date")
          .containsEntry("delay", "integer")
          .containsEntry("km", "double")
          .containsEntry("origin", "text")
          .containsEntry("late", "boolean")
          .containsEntry("band", "text");
    }
  }

  @Test
  void parquetHasTheColumnsThatTheSchemaDeclares() throws Exception {
    PythonPackages duckDb = PythonPackages.in(Path.of("target", "duckdb"), DUCKDB);
    Path script = Files.writeString(temp.resolve("read_files.py"), READ_FILES);
    try (ObjectServer store = ObjectServer.builder(temp.resolve("objects")).build().start()) {
      Map<String, String> config = sink("object.store.sink.ObjectStoreSinkConnector", "files");
      config.put("objects.url", "s3://" + ObjectServer.BUCKET + "/lake");
      config.put("objects.endpoint", store.endpoint().toString());
      config.put("objects.path.style.enabled", "true");
      config.put("objects.access.key.id", store.accessKey());
      config.put("objects.secret.access.key", store.secretKey());
      config.put("objects.format", "parquet");
      config.put("objects.compression", "snappy");
      // What each partition has of each schema: files end at their records, never by the clock.
      config.put("objects.rotate.records", Integer.toString(FLIGHTS / 6));
      config.put("objects.rotate.interval.ms", "600000");
      // Looked at where the server keeps them, past the client that wrote them.
      Path lake = temp.resolve("objects/objects-data").resolve(ObjectServer.BUCKET + "/lake/files");
      List<String> printed = new ArrayList<>();
      verify(
          "files",
          config,
          Duration.ZERO,
          () -> {
            printed.clear();
            printed.addAll(duckDb.run(script, lake.toString()));
            return printed.stream().filter(line -> !line.startsWith("column ")).toList();
          });
      assertThat(printed)
          .contains(
              "column id BIGINT",
              "column at TIMESTAMP WITH TIME ZONE",
              "column day DATE",
              "column delay INTEGER",
              "column km DECIMAL(38,2)",
              "column origin VARCHAR",
              "column late BOOLEAN",
              "column band VARCHAR");
      try (Stream<Path> files = Files.walk(lake)) {
        // Three schemas in two partitions.
        assertThat(files.filter(Files::isRegularFile)).hasSize(6);
      }
    }
  }

  /**
   * Whether the target has in the end exactly what was written, and only the broken record is lost.
   */
  private static void verify(
      String topic, Map<String, String> config, Duration outage, Callable<List<String>> target)
      throws Exception {
    try (Admin admin = kafka.admin()) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, 2, (short) 1), new NewTopic(topic + "-dlq", 1, (short) 1)))
          .all()
          .get(2, TimeUnit.MINUTES);
    }
    Converter confluent =
        ConfluentClasses.converter(Map.of("schema.registry.url", registry.url()), false);
    List<TypedFlight> flights = TypedFlight.sample(FLIGHTS).toList();
    int third = FLIGHTS / 3;
    List<byte[]> first = avro(confluent, topic, TypedFlight.FIRST, flights.subList(0, third));
    List<byte[]> second =
        avro(confluent, topic, TypedFlight.SECOND, flights.subList(third, 2 * third));
    byte[] broken = Arrays.copyOf(second.get(third / 2), 20);
    second.add(third / 2, broken);
    send(topic, first);
    send(topic, second);
    worker.client().put(topic, config);
    worker.client().awaitRunning(topic, PATIENCE);
    List<String> expected = new ArrayList<>();
    expected.addAll(lines(TypedFlight.FIRST, flights.subList(0, third)));
    expected.addAll(lines(TypedFlight.SECOND, flights.subList(third, 2 * third)));
    verifyAll(topic, expected, target);

    // Registered before the registry goes, and not yet known to the worker.
    List<byte[]> last =
        avro(confluent, topic, TypedFlight.THIRD, flights.subList(2 * third, FLIGHTS));
    expected.addAll(lines(TypedFlight.THIRD, flights.subList(2 * third, FLIGHTS)));
    long waits = waits();
    long away = System.nanoTime();
    registry.kill();
    send(topic, last);
    Await.until("the worker to miss the registry", PATIENCE, () -> waits() > waits);
    Await.until("the outage to last", PATIENCE, () -> System.nanoTime() - away >= outage.toNanos());
    assertThat(worker.client().status(topic).findValuesAsText("state")).containsOnly("RUNNING");
    registry.start();
    verifyAll(topic, expected, target);
    // The worker does not wait for it before it commits.
    Await.until("the broken record", PATIENCE, () -> !values(topic + "-dlq").isEmpty());
    assertThat(values(topic + "-dlq")).containsExactly(broken);
    worker.client().delete(topic);
  }

  private static Map<String, String> sink(String connector, String topic) {
    Map<String, String> config = new TreeMap<>();
    config.put("connector.class", "io.acequia." + connector);
    config.put("tasks.max", "1");
    config.put("topics", topic);
    config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("value.converter", "io.acequia.avro.converter.AvroConverter");
    config.put("value.converter.schema.registry.url", registry.url());
    config.put("errors.tolerance", "all");
    // Far shorter than the outage: a converter that gave up would lose its records now.
    config.put("errors.retry.timeout", "1000");
    config.put("errors.deadletterqueue.topic.name", topic + "-dlq");
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    return config;
  }

  private static List<byte[]> avro(
      Converter confluent, String topic, Schema schema, List<TypedFlight> flights) {
    List<byte[]> values = new ArrayList<>();
    flights.forEach(f -> values.add(confluent.fromConnectData(topic, schema, f.struct(schema))));
    return values;
  }

  private static List<String> lines(Schema schema, List<TypedFlight> flights) {
    return flights.stream().map(flight -> flight.line(schema)).toList();
  }

  private static void send(String topic, List<byte[]> values) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrap(), "enable.idempotence", true),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < values.size(); i++) {
        producer.send(new ProducerRecord<>(topic, i % 2, null, values.get(i)));
      }
    }
  }

  /** Waits until the sink has told Kafka that it is done, and looks whether it is right. */
  private static void verifyAll(String topic, List<String> expected, Callable<List<String>> target)
      throws Exception {
    List<TopicPartition> partitions =
        List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
    try (Admin admin = kafka.admin()) {
      var ends =
          admin
              .listOffsets(
                  Map.of(
                      partitions.get(0),
                      OffsetSpec.latest(),
                      partitions.get(1),
                      OffsetSpec.latest()))
              .all()
              .get(2, TimeUnit.MINUTES);
      Await.until(
          topic + " to be committed to its end",
          PATIENCE,
          () -> {
            var committed =
                admin
                    .listConsumerGroupOffsets("connect-" + topic)
                    .partitionsToOffsetAndMetadata()
                    .get(2, TimeUnit.MINUTES);
            return partitions.stream()
                .allMatch(
                    p ->
                        committed.get(p) != null
                            && committed.get(p).offset() == ends.get(p).offset());
          });
    }
    assertThat(target.call()).containsExactlyInAnyOrderElementsOf(expected);
  }

  /** How often the worker has begun to wait for the registry. */
  private static long waits() throws IOException {
    try (Stream<String> log = Files.lines(worker.log())) {
      return log.filter(line -> line.contains("waiting for the schema registry")).count();
    }
  }

  private static List<byte[]> values(String topic) {
    List<byte[]> values = new ArrayList<>();
    TopicPartition partition = new TopicPartition(topic, 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", kafka.bootstrap()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static Map<String, String> columns(Connection database) throws SQLException {
    Map<String, String> types = new HashMap<>();
    try (Statement statement = database.createStatement();
        ResultSet column =
            statement.executeQuery(
                "SELECT column_name, data_type FROM information_schema.columns"
                    + " WHERE table_name = 'tables' AND table_schema = 'public'")) {
      while (column.next()) {
        types.put(column.getString(1), column.getString(2));
      }
    }
    return types;
  }

  private static List<String> rows(Connection database) throws SQLException {
    List<String> lines = new ArrayList<>();
    Map<String, String> columns = columns(database);
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM tables")) {
      while (row.next()) {
        lines.add(
            line(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getObject("day", LocalDate.class),
                row.getInt("delay"),
                row.getInt("distance"),
                row.getBigDecimal("km"),
                row.getString("origin"),
                row.getString("destination"),
                columns.containsKey("late") ? row.getObject("late") : null,
                columns.containsKey("band") ? row.getObject("band") : null));
      }
    }
    return lines;
  }

  private static List<String> documents(Elasticsearch cluster) throws Exception {
    get(cluster, "/docs/_refresh");
    List<String> lines = new ArrayList<>();
    for (JsonNode hit : get(cluster, "/docs/_search?size=10000").at("/hits/hits")) {
      JsonNode document = hit.path("_source");
      lines.add(
          line(
              document.path("id"),
              Instant.parse(document.path("at").asText()),
              document.path("day").asText(),
              document.path("delay"),
              document.path("distance"),
              new BigDecimal(document.path("km").asText()).setScale(2),
              document.path("origin").asText(),
              document.path("destination").asText(),
              document.has("late") ? document.path("late") : null,
              document.hasNonNull("band") ? document.path("band").asText() : null));
    }
    return lines;
  }

  private static String line(@Nullable Object... values) {
    List<String> texts = new ArrayList<>();
    for (@Nullable Object value : values) {
      texts.add(value instanceof Instant at ? "" + at.toEpochMilli() : String.valueOf(value));
    }
    return String.join("|", texts);
  }

  private static JsonNode get(Elasticsearch cluster, String path) throws Exception {
    return JSON.readTree(
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(cluster.url().resolve(path)).build(),
                BodyHandlers.ofString())
            .body());
  }
}
