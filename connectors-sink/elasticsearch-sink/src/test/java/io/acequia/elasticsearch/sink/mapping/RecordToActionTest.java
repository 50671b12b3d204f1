package io.acequia.elasticsearch.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.elasticsearch.sink.json.GrowingBytes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordToActionTest {
  private static final long TIME = Instant.parse("2001-01-01T00:47:00Z").toEpochMilli();

  private final GrowingBytes out = new GrowingBytes();

  @Test
  void jsonTextPassesAsItIsOnOneLine() {
    assertThat(write(options(WriteMode.INDEX, true), null, " {\"b\": 1,\r\n \"a\":\t[2]}\n"))
        .isEqualTo(
            "{\"index\":{\"_index\":\"flights\",\"_id\":\"Flights+3+7\",\"version\":7,"
                + "\"version_type\":\"external\"}}\n"
                + "{\"b\": 1,   \"a\":\t[2]} \n");
  }

  @Test
  void updateAndUpsertWrapTheDocument() {
    assertThat(write(options(WriteMode.UPDATE, false), null, "{\"a\":1}"))
        .isEqualTo(
            "{\"update\":{\"_index\":\"flights\",\"_id\":\"Flights+3+7\","
                + "\"retry_on_conflict\":3}}\n{\"doc\":{\"a\":1}}\n");
    assertThat(write(options(WriteMode.UPSERT, false), null, Map.of("a", 1)))
        .endsWith("\n{\"doc\":{\"a\":1},\"doc_as_upsert\":true}\n");
  }

  @Test
  void nullValueDeletes() {
    DocumentOptions byKey = options("${topic}", IdMode.RECORD_KEY, WriteMode.INDEX, true, false);
    assertThat(write(byKey, "k\"1", null))
        .isEqualTo(
            "{\"delete\":{\"_index\":\"flights\",\"_id\":\"k\\\"1\",\"version\":7,"
                + "\"version_type\":\"external\"}}\n");
  }

  @Test
  void structsKeepWhatTheirTypesMean() {
    Schema schema =
        SchemaBuilder.struct()
            .field("at", Timestamp.SCHEMA)
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("time", Time.SCHEMA)
            .field("price", Decimal.schema(2))
            .field("micro", SchemaBuilder.int64().name("io.debezium.time.MicroTimestamp").build())
            .field("raw", Schema.BYTES_SCHEMA)
            .field("none", Schema.OPTIONAL_STRING_SCHEMA)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
            .build();
    Struct value =
        new Struct(schema)
            .put("at", new Date(TIME))
            .put("day", new Date(0))
            .put("time", new Date(61_000))
            .put("price", new BigDecimal("1234567890123456789.50"))
            .put("micro", TIME * 1_000 + 1)
            .put("raw", new byte[] {1, 2})
            .put("tags", List.of("a", "b"));
    SinkRecord record = record(null, value, schema);
    assertThat(write(options(WriteMode.CREATE, false), record))
        .isEqualTo(
            "{\"create\":{\"_index\":\"flights\",\"_id\":\"Flights+3+7\"}}\n"
                + "{\"at\":\"2001-01-01T00:47:00Z\",\"day\":\"1970-01-01\",\"time\":\"00:01:01\","
                + "\"price\":1234567890123456789.50,\"micro\":\"2001-01-01T00:47:00.000001Z\","
                + "\"raw\":\"AQI=\",\"none\":null,\"tags\":[\"a\",\"b\"]}\n");
  }

  @Test
  void dataStreamsGetATimeUnlessTheDocumentHasOne() {
    DocumentOptions stream = options("${topic}", IdMode.KAFKA, WriteMode.CREATE, false, true);
    assertThat(write(stream, null, "{ }"))
        .endsWith("\n{\"@timestamp\":\"2001-01-01T00:47:00Z\"  }\n");
    assertThat(write(stream, null, "{\"a\":{\"@timestamp\":1}}"))
        .endsWith("\n{\"@timestamp\":\"2001-01-01T00:47:00Z\",\"a\":{\"@timestamp\":1}}\n");
    assertThat(write(stream, null, "{\"@timestamp\":5}")).endsWith("\n{\"@timestamp\":5}\n");
    assertThat(write(stream, null, Map.of("a", 1)))
        .endsWith("\n{\"@timestamp\":\"2001-01-01T00:47:00Z\",\"a\":1}\n");
    assertThat(write(stream, null, Map.of()))
        .endsWith("\n{\"@timestamp\":\"2001-01-01T00:47:00Z\" }\n");
    assertThat(write(stream, null, Map.of("@timestamp", 5))).endsWith("\n{\"@timestamp\":5}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "7", "[1]", "\"{}\"", "{", "{\"a\":1", "a}"})
  void textThatIsNoObjectIsTheRecordsFaultAndLeavesNothing(String text) {
    DocumentOptions options = options(WriteMode.INDEX, true);
    assertThatThrownBy(() -> write(options, null, text)).isInstanceOf(DataException.class);
    assertThat(out.size()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,,}",
        "{} , \"script\": {}",
        "{}, \"doc_as_upsert\":{}",
        "{}{}",
        "{'a':1}"
      })
  void brokenTextCannotSpoilItsNeighboursInAnUpdate(String text) {
    DocumentOptions options = options(WriteMode.UPSERT, false);
    assertThatThrownBy(() -> write(options, null, text))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("script");
    assertThat(out.size()).isZero();
  }

  @Test
  void valuesThatJsonHasNotAreTheRecordsFault() {
    DocumentOptions options = options(WriteMode.INDEX, true);
    for (Object value :
        new Object[] {Map.of("a", Double.NaN), Map.of("a", new Object()), 7L, List.of(1)}) {
      assertThatThrownBy(() -> write(options, null, value)).isInstanceOf(DataException.class);
      assertThat(out.size()).isZero();
    }
  }

  @Test
  void routingGoesWithTheAction() {
    DocumentOptions options =
        new DocumentOptions(
            NameTemplate.parse("f-${timestamp:yyyy.MM}-${field:data.origin}"),
            IdMode.RECORD_VALUE,
            List.of(NameTemplate.field("id"), NameTemplate.field("data.n")),
            WriteMode.INDEX,
            false,
            NameTemplate.parse("${field:data.origin}"),
            NameTemplate.field("data.at"),
            false);
    String json =
        "{\"skip\":[{\"id\":9}],\"data\":{\"n\":12,\"origin\":\"DTW\",\"at\":\"2002-03-04T05:06:07.123+01:00\"},"
            + "\"id\":\"a:b\"}";
    String action =
        "{\"index\":{\"_index\":\"f-2002.03-dtw\",\"_id\":\"a\\\\:b:12\",\"routing\":\"DTW\"}}\n";
    assertThat(write(options, null, json)).isEqualTo(action + json + "\n");
    Map<String, Object> data = Map.of("n", 12, "origin", "DTW", "at", "2002-03-04 05:06");
    assertThat(write(options, null, Map.of("id", "a:b", "data", data))).startsWith(action);
  }

  private String write(DocumentOptions options, @Nullable Object key, @Nullable Object value) {
    return write(options, record(key, value, null));
  }

  private String write(DocumentOptions options, SinkRecord record) {
    out.truncate(0);
    RecordToTarget targets = new RecordToTarget(options);
    new RecordToAction(options, targets).write(record, targets.read(record), out);
    return new String(out.array(), 0, out.size(), StandardCharsets.UTF_8);
  }

  private static SinkRecord record(
      @Nullable Object key, @Nullable Object value, @Nullable Schema schema) {
    return new SinkRecord(
        "Flights", 3, null, key, schema, value, 7, TIME, TimestampType.CREATE_TIME);
  }

  private static DocumentOptions options(WriteMode mode, boolean versioned) {
    return options("${topic}", IdMode.KAFKA, mode, versioned, false);
  }

  private static DocumentOptions options(
      String index, IdMode ids, WriteMode mode, boolean versioned, boolean stamped) {
    return new DocumentOptions(
        NameTemplate.parse(index), ids, List.of(), mode, versioned, null, null, stamped);
  }
}
