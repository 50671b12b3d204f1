package io.acequia.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.testkit.PythonPackages;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files of ours are read, and files for us are written, by what others use: DuckDB, Arrow, fastavro
 * and Python's own modules.
 */
class OtherReadersIT {

  private static final String[] PACKAGES = {
    "duckdb==1.4.1",
    "pyarrow==22.0.0",
    "fastavro==1.12.1",
    "cramjam==2.11.0",
    "lz4==4.4.4",
    "zstandard==0.25.0"
  };
  private static final int RECORDS = 5_000;
  private static final long DAY = 86_400_000L;
  private static final Schema INNER =
      SchemaBuilder.struct().optional().field("x", Schema.FLOAT64_SCHEMA).build();
  private static final Schema SCHEMA =
      SchemaBuilder.struct()
          .name("io.acequia.Flight")
          .field("id", Schema.INT64_SCHEMA)
          .field("small", Schema.INT8_SCHEMA)
          .field("name", Schema.OPTIONAL_STRING_SCHEMA)
          .field("price", Decimal.schema(2))
          .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
          .field("at", Timestamp.SCHEMA)
          .field("clock", Time.SCHEMA)
          .field("inner", INNER)
          .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
          .field("counts", SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA).build())
          .build();

  @TempDir Path folder;

  static Stream<Arguments> files() {
    return Stream.of(FileFormat.values())
        .flatMap(f -> f.compressions().stream().map(c -> Arguments.of(f, c)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void othersReadTheSameSums(FileFormat format, Compression compression) throws Exception {
    Path file = folder.resolve("flights" + format.extension(compression));
    try (OutputStream out = Files.newOutputStream(file);
        RecordFileWriter writer =
            format.writer(
                out,
                SCHEMA,
                WriterOptions.defaults().withCompression(compression).withBlockBytes(100_000))) {
      for (int i = 0; i < RECORDS; i++) {
        writer.write(SCHEMA, record(i));
      }
    }
    List<String> sums =
        python("read_others.py", format.label(), compression.label(), file.toString());
    // Each reader prints: records, sum of ids, sum of prices, names, latest time, sum of x, tags.
    assertThat(sums)
        .hasSizeGreaterThanOrEqualTo(format == FileFormat.PARQUET ? 2 : 1)
        .allSatisfy(
            line ->
                assertThat(line)
                    .endsWith(
                        ": 5000 12497500 62475.00 2500 2023-11-15T12:06:30.001 12497500 10000"));
  }

  private static Struct record(int i) {
    return new Struct(SCHEMA)
        .put("id", (long) i)
        .put("small", (byte) (i % 100))
        .put("name", i % 2 == 0 ? null : "näme, \"" + i + "\"\nend")
        .put("price", new BigDecimal(i).movePointLeft(2).subtract(new BigDecimal("12.50")))
        .put("day", new Date((i % 365) * DAY))
        .put("at", new Date(1_700_000_000_000L + i * 10_000L + 1))
        .put("clock", new Date(i))
        .put("inner", new Struct(INNER).put("x", (double) i))
        .put("tags", List.of("a", "b" + i))
        .put("counts", Map.of("n", i));
  }

  @Test
  void readsWhatOthersWrote() throws Exception {
    python("write_others.py", folder.toString());
    for (String name :
        List.of(
            "arrow.parquet",
            "duckdb.parquet",
            "v2.parquet",
            "fast.avro",
            "lines.jsonl",
            "rows.csv")) {
      FileFormat format =
          FileFormat.valueOf(
              name.substring(name.indexOf('.') + 1).toUpperCase(java.util.Locale.ROOT));
      long ids = 0;
      long records = 0;
      try (RecordFileReader reader =
          format.reader(new DiskFile(folder.resolve(name)), ReaderOptions.defaults())) {
        for (var record = reader.next(); record != null; record = reader.next()) {
          Object value = record.value();
          Object id =
              value instanceof Struct struct ? struct.get("id") : ((Map<?, ?>) value).get("id");
          ids += Long.parseLong(String.valueOf(id));
          records++;
        }
      }
      assertThat(records + " " + ids).as(name).isEqualTo("10000 49995000");
    }
  }

  private static List<String> python(String script, String... arguments) throws Exception {
    return PythonPackages.in(Path.of("target", "readers"), PACKAGES)
        .run(Path.of("src/test/python", script), arguments);
  }
}
