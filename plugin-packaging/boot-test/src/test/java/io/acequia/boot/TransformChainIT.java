package io.acequia.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.KafkaRuntime;
import io.acequia.local.process.LocalKafka;
import io.acequia.local.process.Postgres;
import io.acequia.local.process.ProjectRoot;
import io.acequia.local.sample.FlightFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every transform of the bundle in one chain in front of the PostgreSQL sink, in a real worker:
 * what arrives is compared with a plain computation over the same flights and airports.
 */
class TransformChainIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int FLIGHTS = 20_000;
  private static final int LATE = 15;
  private static final int SHORTEST = 300;
  private static final DateTimeFormatter FLIGHT_DATE =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm", Locale.ROOT);
  private static final Path SAMPLES = ProjectRoot.path().resolve("compose/sample-data");

  @TempDir static Path temp;
  private static LocalKafka kafka;
  private static Postgres postgres;
  private static ConnectWorker worker;

  private record Flight(long id, String origin, String destination, int delay, String at) {}

  @BeforeAll
  static void startServers() throws IOException {
    Bundle bundle = Bundle.unpackedInto(temp.resolve("plugins"));
    kafka = LocalKafka.builder(KafkaRuntime.newest(), temp.resolve("kafka")).build().start();
    postgres = Postgres.builder(temp.resolve("postgres")).build().start();
    worker =
        ConnectWorker.builder(KafkaRuntime.newest(), temp.resolve("connect"), kafka.bootstrap())
            .pluginPath(bundle.folder())
            .heap("512m")
            .property("plugin.discovery", "service_load")
            .build()
            .start();
  }

  @AfterAll
  static void stopServers() {
    worker.stop();
    postgres.stop();
    kafka.stop();
  }

  @ParameterizedTest(name = "schema.mode {0}")
  @CsvSource({"none", "infer"})
  void everyTransformInOneChainOnRealFlights(String schemaMode) throws Exception {
    String name = "chain_" + schemaMode;
    Map<Long, Flight> expected = new HashMap<>();
    FlightFile file = FlightFile.read(SAMPLES.resolve("flights.ndjson.gz"));
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      for (int i = 0; i < FLIGHTS; i++) {
        String flight = file.flight(i);
        producer.send(new ProducerRecord<>(name, 0, null, utf8(flight)));
        JsonNode json = JSON.readTree(flight);
        if (json.path("distance").asInt() > SHORTEST) {
          expected.put((long) i, flight(i, json));
        }
      }
      producer.send(new ProducerRecord<>(name, 0, null, utf8("{\"distance\": no json")));
    }
    Map<String, String> config = sink(name);
    config.putAll(chain(schemaMode));
    worker.client().put(name, config);
    worker.client().awaitRunning(name, PATIENCE);
    try (Connection database = postgres.connect()) {
      Await.until(
          expected.size() + " rows in " + name,
          PATIENCE,
          () -> rows(database, name) >= expected.size());
      verifyRows(database, name, expected);
    }
    Await.until("the broken record", PATIENCE, () -> endOffset(name + "-dlq") == 1);
    worker.client().delete(name);
  }

  @Test
  void hostileScriptsCostARecordAndNeverTheTask() throws Exception {
    String name = "hostile";
    String script =
        "function transform(event) {"
            + " if (event.kind === 'loop') { while (true) {} }"
            + " if (event.kind === 'allocate') { var a = []; while (true) { a.push('x' + a.length); } }"
            + " if (event.kind === 'grow') { var s = 'x'; while (true) { s += s; } }"
            + " if (event.kind === 'java') { java.lang.System.exit(1); }"
            + " if (event.kind === 'class') { event.getClass().forName('java.lang.System'); }"
            + " event.seen = true; return event; }";
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      int id = 0;
      for (String kind : new String[] {"ok", "loop", "allocate", "grow", "java", "class", "ok"}) {
        String event = "{\"id\": %d, \"kind\": \"%s\"}".formatted(id++, kind);
        producer.send(new ProducerRecord<>(name, 0, null, utf8(event)));
      }
    }
    Map<String, String> config = sink(name);
    config.put("transforms", "parse,script");
    config.put("transforms.parse.type", "io.acequia.smt.ParseJson$Value");
    config.put("transforms.script.type", "io.acequia.smt.JavaScript$Value");
    config.put("transforms.script.code", script);
    // Endless scripts are ended, and a busy machine has time for the others.
    config.put("transforms.script.timeout.ms", "3000");
    worker.client().put(name, config);
    worker.client().awaitRunning(name, PATIENCE);
    try (Connection database = postgres.connect()) {
      Await.until("the good records", PATIENCE, () -> rows(database, name) == 2);
    }
    Await.until("the refused records", PATIENCE, () -> endOffset(name + "-dlq") == 5);
    JsonNode status = worker.client().status(name);
    assertThat(status.at("/tasks/0/state").asText()).isEqualTo("RUNNING");
    worker.client().delete(name);
  }

  private static Map<String, String> sink(String name) {
    Map<String, String> config = new TreeMap<>();
    config.put("connector.class", "io.acequia.jdbc.sink.PostgresSinkConnector");
    config.put("tasks.max", "1");
    config.put("topics", name);
    config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    config.put("errors.tolerance", "all");
    config.put("errors.deadletterqueue.topic.name", name + "-dlq");
    config.put("errors.deadletterqueue.topic.replication.factor", "1");
    config.put("postgres.url", postgres.jdbcUrl());
    config.put("postgres.user", postgres.user());
    config.put("postgres.password", postgres.password());
    config.put("postgres.table", name);
    config.put("postgres.auto.create", "true");
    config.put("postgres.auto.evolve", "true");
    config.put("postgres.insert.mode", "upsert");
    config.put("postgres.pk.mode", "record_value");
    config.put("postgres.pk.fields", "id");
    return config;
  }

  private static Map<String, String> chain(String schemaMode) {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("transforms", "parse,select,airport,place,flat,time,script,hash,mask");
    step(steps, "parse", "ParseJson", Map.of("schema.mode", schemaMode));
    step(
        steps,
        "select",
        "Sql",
        Map.of(
            "query",
            "SELECT _offset AS id, date AS at, delay, CAST(distance AS double) * 1.609344 AS km,"
                + " origin, destination, HASH(origin || destination, 'SHA256') AS route"
                + " FROM flights WHERE distance > "
                + SHORTEST));
    step(
        steps,
        "airport",
        "Lookup",
        Map.of(
            "key",
            "origin",
            "into",
            "airport",
            "file",
            SAMPLES.resolve("airports.csv").toString()));
    step(
        steps,
        "place",
        "Geocode",
        Map.of("latitude", "airport.latitude", "longitude", "airport.longitude", "into", "place"));
    step(steps, "flat", "Flatten", Map.of("delimiter", "_"));
    step(
        steps,
        "time",
        "TimestampConvert",
        Map.of("fields", "at", "from", "yyyy/MM/dd HH:mm", "to", "epoch.ms"));
    step(
        steps,
        "script",
        "JavaScript",
        Map.of(
            "code",
            "function transform(event) { event.late = event.delay > " + LATE + "; return event; }",
            // However busy the machine is: no flight may be lost to the clock.
            "timeout.ms",
            "10000"));
    step(steps, "hash", "Hash", Map.of("fields", "destination", "algorithm", "md5"));
    step(steps, "mask", "Mask", Map.of("fields", "airport_city", "predicate", "late"));
    steps.put("predicates", "late");
    steps.put("predicates.late.type", "io.acequia.smt.SqlPredicate");
    steps.put("predicates.late.condition", "late AND delay > " + LATE);
    return steps;
  }

  private static void step(
      Map<String, String> steps, String name, String transform, Map<String, String> settings) {
    steps.put("transforms." + name + ".type", "io.acequia.smt." + transform + "$Value");
    settings.forEach((key, value) -> steps.put("transforms." + name + "." + key, value));
  }

  private static Flight flight(long id, JsonNode json) {
    return new Flight(
        id,
        json.path("origin").asText(),
        json.path("destination").asText(),
        json.path("delay").asInt(),
        json.path("date").asText());
  }

  private static void verifyRows(Connection database, String table, Map<Long, Flight> expected)
      throws SQLException, IOException {
    Map<String, String[]> airports = airports();
    int seen = 0;
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
      while (row.next()) {
        seen++;
        Flight flight = expected.get(row.getLong("id"));
        assertThat(flight).as("flight %d", row.getLong("id")).isNotNull();
        String[] airport = airports.get(flight.origin);
        boolean late = flight.delay > LATE;
        assertThat(row.getString("origin")).isEqualTo(flight.origin);
        assertThat(row.getInt("delay")).isEqualTo(flight.delay);
        assertThat(row.getBoolean("late")).isEqualTo(late);
        assertThat(row.getLong("at"))
            .isEqualTo(
                LocalDateTime.parse(flight.at, FLIGHT_DATE)
                    .toInstant(ZoneOffset.UTC)
                    .toEpochMilli());
        assertThat(row.getString("route"))
            .isEqualTo(digest("SHA-256", flight.origin + flight.destination));
        assertThat(row.getString("destination")).isEqualTo(digest("MD5", flight.destination));
        assertThat(row.getString("airport_name")).isEqualTo(airport[1]);
        assertThat(row.getString("airport_city")).isEqualTo(late ? "****" : airport[2]);
        assertThat(row.getString("place_city")).isNotBlank();
        assertThat(row.getString("place_country_code")).isIn(Set.of("US", "PR", "VI", "GU"));
      }
    }
    assertThat(seen).isEqualTo(expected.size());
  }

  /** The fields of each line of airports.csv by its code; some names are in quotes. */
  private static Map<String, String[]> airports() throws IOException {
    Pattern commas = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    Map<String, String[]> airports = new HashMap<>();
    for (String line : Files.readAllLines(SAMPLES.resolve("airports.csv"))) {
      String[] fields = commas.split(line);
      for (int i = 0; i < fields.length; i++) {
        fields[i] = fields[i].replaceAll("^\"|\"$", "").replace("\"\"", "\"");
      }
      airports.put(fields[0], fields);
    }
    return airports;
  }

  private static long rows(Connection database, String table) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet there =
            statement.executeQuery(
                "SELECT count(*) FROM pg_tables WHERE tablename = '" + table + "'")) {
      there.next();
      if (there.getLong(1) == 0) {
        return 0;
      }
    }
    try (Statement statement = database.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM \"" + table + "\"")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static long endOffset(String topic) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    try (Admin admin = kafka.admin()) {
      if (!admin.listTopics().names().get().contains(topic)) {
        return 0;
      }
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private static KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String digest(String algorithm, String text) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(utf8(text)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }
}
