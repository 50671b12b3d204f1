package io.acequia.object.store.sink;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.ProjectRoot;
import io.acequia.testkit.PythonPackages;
import io.acequia.testkit.SinkTaskDriver;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A week of real flights in hourly partitions of Parquet on S3, read back by DuckDB. */
class WeekOfFlightsIT {
  static final String DUCKDB = "duckdb==1.4.1";
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
  private static final TopicPartition P0 = new TopicPartition("flights", 0);
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("Flight")
          .field("at", Timestamp.SCHEMA)
          .field("delay", Schema.INT32_SCHEMA)
          .field("distance", Schema.INT32_SCHEMA)
          .field("origin", Schema.STRING_SCHEMA)
          .field("destination", Schema.STRING_SCHEMA)
          .build();
  private static final String SUMS =
      """
      import duckdb, sys
      rows = duckdb.sql(f'''SELECT day, hour, count(*), sum(delay), sum(distance),
          count(DISTINCT origin), min(epoch_ms("at"))
        FROM read_parquet('{sys.argv[1]}/**/*.parquet', hive_partitioning=true, hive_types_autocast=false)
        GROUP BY ALL ORDER BY ALL''').fetchall()
      for row in rows:
          print(*row)
      """;

  @TempDir Path folder;

  @Test
  void sumsOfAWeekAreThoseOfAPlainComputation() throws Exception {
    SharedObjects.delete("week");
    Map<String, String> config = SharedObjects.config("week");
    config.put("objects.path", "${time:'day='yyyy-MM-dd}/${time:'hour='HH}");
    config.put("objects.time.field", "at");
    config.put("objects.format", "parquet");
    config.put("objects.compression", "snappy");
    config.put("objects.rotate.event.ms", "86400000");
    config.put("objects.rotate.on.close.enabled", "true");
    SinkTaskDriver worker = FolderSink.start(config);
    worker.assign(P0);
    Map<String, long[]> expected = new TreeMap<>();
    List<SinkRecord> batch = new ArrayList<>();
    long offset = 0;
    for (Struct flight : week()) {
      add(expected, flight);
      batch.add(FolderSink.record("flights", 0, offset, SCHEMA, flight, offset));
      offset++;
      if (batch.size() == 500) {
        worker.deliver(batch);
        batch.clear();
      }
    }
    worker.deliver(batch);
    worker.stop();
    assertThat(worker.context().reported()).isEmpty();
    assertThat(SharedObjects.unfinished("week")).isZero();
    assertThat(expected.size()).as("hours").isGreaterThan(100);
    assertThat(duckDb())
        .isEqualTo(
            expected.entrySet().stream()
                .map(
                    e ->
                        e.getKey()
                            + " %d %d %d"
                                .formatted(e.getValue()[0], e.getValue()[1], e.getValue()[2]))
                .toList());
  }

  /** Counts and sums by hour, from files that were fetched from the store. */
  private List<String> duckDb() throws Exception {
    for (String key : SharedObjects.keys("week")) {
      Path file = folder.resolve(key);
      Files.createDirectories(file.getParent());
      Files.write(file, SharedObjects.bytes(key));
    }
    Path script = Files.writeString(folder.resolve("sums.py"), SUMS);
    List<String> sums = new ArrayList<>();
    PythonPackages packages = PythonPackages.in(Path.of("target", "duckdb"), DUCKDB);
    for (String line : packages.run(script, folder.resolve("week").toString())) {
      sums.add(line.replaceFirst("^(\\S+ \\S+ \\S+ \\S+ \\S+) .*", "$1"));
    }
    return sums;
  }

  private static void add(Map<String, long[]> sums, Struct flight) {
    String hour =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH")
            .withZone(ZoneOffset.UTC)
            .format(((Date) flight.get("at")).toInstant());
    long[] sum = sums.computeIfAbsent(hour, h -> new long[3]);
    sum[0]++;
    sum[1] += flight.getInt32("delay");
    sum[2] += flight.getInt32("distance");
  }

  private static List<Struct> week() throws IOException {
    Path file = ProjectRoot.path().resolve("compose/sample-data/flights.ndjson.gz");
    ObjectMapper mapper = new ObjectMapper();
    List<Struct> flights = new ArrayList<>();
    LocalDateTime end = null;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode flight = mapper.readTree(line);
        LocalDateTime at = LocalDateTime.parse(flight.path("date").asText(), DATE);
        end = end == null ? at.plusDays(7) : end;
        if (at.isBefore(end)) {
          flights.add(
              new Struct(SCHEMA)
                  .put("at", Date.from(at.toInstant(ZoneOffset.UTC)))
                  .put("delay", flight.path("delay").asInt())
                  .put("distance", flight.path("distance").asInt())
                  .put("origin", flight.path("origin").asText())
                  .put("destination", flight.path("destination").asText()));
        }
      }
    }
    return flights;
  }
}
