package io.acequia.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriterTest {

  private static final Schema V1 =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("name", Schema.OPTIONAL_STRING_SCHEMA)
          .build();
  private static final Schema NARROWER =
      SchemaBuilder.struct().field("id", Schema.INT32_SCHEMA).build();
  private static final Schema WIDER =
      SchemaBuilder.struct()
          .field("id", Schema.INT64_SCHEMA)
          .field("name", Schema.OPTIONAL_STRING_SCHEMA)
          .field("more", Schema.STRING_SCHEMA)
          .build();
  private static final Schema OTHER =
      SchemaBuilder.struct().field("id", Schema.STRING_SCHEMA).build();

  @ParameterizedTest
  @EnumSource(
      value = FileFormat.class,
      names = {"AVRO", "PARQUET"})
  void saysHowASchemaFits(FileFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordFileWriter writer = format.writer(bytes, V1, WriterOptions.defaults())) {
      assertThat(writer.fit(V1)).isEqualTo(SchemaFit.EXACT);
      assertThat(writer.fit(NARROWER)).isEqualTo(SchemaFit.COMPATIBLE);
      assertThat(writer.fit(WIDER)).isEqualTo(SchemaFit.LOSSY);
      assertThat(writer.fit(OTHER)).isEqualTo(SchemaFit.NONE);
      assertThat(writer.fit(null)).isEqualTo(SchemaFit.COMPATIBLE);
      writer.write(V1, new Struct(V1).put("id", 1L).put("name", "a"));
      writer.write(NARROWER, new Struct(NARROWER).put("id", 2));
      writer.write(WIDER, new Struct(WIDER).put("id", 3L).put("more", "lost"));
      writer.write(null, Map.of("id", 4, "name", "d"));
      assertThatThrownBy(() -> writer.write(OTHER, new Struct(OTHER).put("id", "x")))
          .isInstanceOf(DataException.class)
          .hasMessage("field id is a String, not int64");
      assertThat(writer.records()).isEqualTo(4);
    }
    List<SchemaAndValue> read =
        RoundTrip.read(format, bytes.toByteArray(), ReaderOptions.defaults());
    assertThat(read)
        .extracting(r -> ((Struct) r.value()).get("id") + ":" + ((Struct) r.value()).get("name"))
        .containsExactly("1:a", "2:null", "3:null", "4:d");
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void aRecordThatDoesNotFitLeavesNoTrace(FileFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordFileWriter writer =
        format.writer(bytes, null, WriterOptions.defaults().withSampleRecords(1))) {
      writer.write(null, Map.of("a", 1L));
      Map<String, Object> bad = new HashMap<>();
      bad.put("a", Map.of("x", Arrays.asList("a", new Object())));
      assertThatThrownBy(() -> writer.write(null, bad))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("field a");
      writer.write(null, Map.of("a", 2L));
    }
    assertThat(RoundTrip.read(format, bytes.toByteArray(), ReaderOptions.defaults())).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void aMissingRequiredFieldIsNamed(FileFormat format) throws IOException {
    if (format == FileFormat.CSV || format == FileFormat.JSON || format == FileFormat.JSONL) {
      return;
    }
    try (RecordFileWriter writer =
        format.writer(new ByteArrayOutputStream(), V1, WriterOptions.defaults())) {
      assertThatThrownBy(() -> writer.write(V1, new Struct(V1)))
          .isInstanceOf(DataException.class)
          .hasMessage("field id is missing, and may not be");
    }
  }

  @Test
  void writesJsonAsItIsRead() throws IOException {
    Schema schema =
        SchemaBuilder.struct()
            .field("at", Timestamp.SCHEMA)
            .field("sum", Decimal.schema(2))
            .field("raw", Schema.BYTES_SCHEMA)
            .field("byNumber", SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA).build())
            .build();
    Struct struct =
        new Struct(schema)
            .put("at", new Date(1_700_000_000_123L))
            .put("sum", new BigDecimal("12345678901234567890.10"))
            .put("raw", new byte[] {1, 2, 3})
            .put("byNumber", Map.of(7, "x"));
    String line =
        new String(
            RoundTrip.write(FileFormat.JSONL, schema, List.of(struct), WriterOptions.defaults()),
            UTF_8);
    assertThat(line)
        .isEqualTo(
            "{\"at\":\"2023-11-14T22:13:20.123Z\",\"sum\":12345678901234567890.10,"
                + "\"raw\":\"AQID\",\"byNumber\":[[7,\"x\"]]}\n");
    String numbers =
        new String(
            RoundTrip.write(
                FileFormat.JSON,
                schema,
                List.of(struct),
                WriterOptions.defaults().withJson(new JsonStyle(true, false))),
            UTF_8);
    assertThat(numbers).startsWith("[\n{\"at\":1700000000123,\"sum\":\"123456").endsWith("}\n]\n");
    assertThat(RoundTrip.write(FileFormat.JSON, null, List.of(), WriterOptions.defaults()))
        .asString(UTF_8)
        .isEqualTo("[]\n");
  }

  @Test
  void tellsNoValueFromItsText() throws IOException {
    Schema schema =
        SchemaBuilder.struct()
            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
            .field("b", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    CsvDialect dialect = new CsvDialect(';', '\'', true, "NULL", "\n");
    List<Struct> records =
        List.of(
            new Struct(schema).put("a", "NULL"),
            new Struct(schema).put("a", "it's; so").put("b", ""));
    byte[] file =
        RoundTrip.write(FileFormat.CSV, schema, records, WriterOptions.defaults().withCsv(dialect));
    assertThat(file).asString(UTF_8).isEqualTo("a;b\n'NULL';NULL\n'it''s; so';\n");
    assertThat(RoundTrip.read(FileFormat.CSV, file, ReaderOptions.defaults().withCsv(dialect)))
        .extracting(r -> String.valueOf(r.value()))
        .containsExactly("{a=NULL, b=null}", "{a=it's; so, b=}");
  }

  @Test
  void flushGivesUpWhatIsHeld() throws IOException {
    for (FileFormat format : FileFormat.values()) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (RecordFileWriter writer = format.writer(bytes, V1, WriterOptions.defaults())) {
        for (int i = 0; i < 1_000; i++) {
          writer.write(V1, new Struct(V1).put("id", (long) i).put("name", "name " + i));
        }
        long held = writer.bufferedBytes();
        assertThat(held).as(format.label()).isGreaterThan(4_000);
        writer.flush();
        assertThat(writer.bufferedBytes()).as(format.label()).isLessThan(2_000);
        assertThat(writer.writtenBytes()).isEqualTo(bytes.size()).isPositive();
      }
      assertThat(RoundTrip.read(format, bytes.toByteArray(), ReaderOptions.defaults()))
          .hasSize(1_000);
    }
  }

  @Test
  void refusesWhatAFormatCannotExpress() {
    Schema empty = SchemaBuilder.struct().field("nothing", SchemaBuilder.struct().build()).build();
    assertThatThrownBy(
            () ->
                FileFormat.PARQUET.writer(
                    new ByteArrayOutputStream(), empty, WriterOptions.defaults()))
        .isInstanceOf(DataException.class)
        .hasMessage("field nothing has no fields, which Parquet cannot express");
    assertThatThrownBy(
            () ->
                FileFormat.AVRO.writer(
                    new ByteArrayOutputStream(),
                    V1,
                    WriterOptions.defaults().withCompression(Compression.LZ4)))
        .hasMessage("avro files cannot be compressed with lz4");
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void recordsInsideThemselvesAreOnlyInText(FileFormat format) throws IOException {
    SchemaBuilder link = SchemaBuilder.struct().name("Link").optional();
    link.field("value", Schema.INT32_SCHEMA).field("next", link);
    Schema schema = link.build();
    Struct chain = new Struct(schema).put("value", 1).put("next", new Struct(link).put("value", 2));
    if (format == FileFormat.AVRO || format == FileFormat.PARQUET) {
      RecordFileWriter writer =
          format.writer(new ByteArrayOutputStream(), null, WriterOptions.defaults());
      assertThatThrownBy(() -> writer.write(schema, chain))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith("field next has the record that it is in");
      writer.write(V1, new Struct(V1).put("id", 1L));
      assertThat(writer.records()).as("records after the refused one").isEqualTo(1);
    } else {
      byte[] file = RoundTrip.write(format, schema, List.of(chain), WriterOptions.defaults());
      assertThat(new String(file, UTF_8).replace("\"\"", "\""))
          .contains("{\"value\":2,\"next\":null}");
    }
  }
}
