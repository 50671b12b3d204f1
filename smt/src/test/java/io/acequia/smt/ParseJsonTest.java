package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ParseJsonTest {

  private static final Schema PAYLOAD =
      SchemaBuilder.struct().field("payload", Schema.OPTIONAL_STRING_SCHEMA).build();

  private static ParseJson<SourceRecord> transform(Map<String, String> config) {
    ParseJson<SourceRecord> transform = new ParseJson.Value<>();
    transform.configure(config);
    return transform;
  }

  private static SourceRecord record(@Nullable Schema schema, @Nullable Object value) {
    return record("flights", schema, value);
  }

  private static SourceRecord record(
      String topic, @Nullable Schema schema, @Nullable Object value) {
    return new SourceRecord(Map.of(), Map.of(), topic, schema, value);
  }

  private static SourceRecord payload(String json) {
    return record(PAYLOAD, new Struct(PAYLOAD).put("payload", json));
  }

  private static @Nullable Object parse(Map<String, String> config, @Nullable Object value) {
    return transform(config).apply(record(null, value)).value();
  }

  @Test
  void wholeValueBecomesAMapWithoutSchema() {
    String json = "{\"id\":7,\"tags\":[\"a\",null],\"x\":1.5,\"ok\":true,\"in\":{\"é\":\"🙂\"}}";
    Map<String, @Nullable Object> expected = new HashMap<>();
    expected.put("id", 7L);
    expected.put("tags", Arrays.asList("a", null));
    expected.put("x", 1.5);
    expected.put("ok", true);
    expected.put("in", Map.of("é", "🙂"));
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer within = ByteBuffer.allocate(utf8.length + 9).position(5).put(utf8).flip();
    assertThat(parse(Map.of(), json)).isEqualTo(expected);
    assertThat(parse(Map.of(), utf8)).isEqualTo(expected);
    assertThat(parse(Map.of(), within.position(5))).isEqualTo(expected);
    assertThat(parse(Map.of(), within.asReadOnlyBuffer())).isEqualTo(expected);
    SourceRecord after = transform(Map.of()).apply(record(Schema.STRING_SCHEMA, json));
    assertThat(after.value()).isEqualTo(expected);
    assertThat(after.valueSchema()).isNull();
  }

  @Test
  void wildcardsReachEveryText() {
    Map<String, Object> before =
        Map.of("items", List.of(Map.of("raw", "[1]"), Map.of("raw", "{}"), Map.of("n", 1)));
    assertThat(parse(Map.of("fields", "items[*].raw"), before))
        .isEqualTo(
            Map.of(
                "items",
                List.of(Map.of("raw", List.of(1L)), Map.of("raw", Map.of()), Map.of("n", 1))));
  }

  @Test
  void fieldOfAStructNeedsASchemaMode() {
    assertThatThrownBy(() -> transform(Map.of("fields", "payload")).apply(payload("{}")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'payload'")
        .hasMessageContaining("schema.mode");
  }

  @Test
  void declaredSchemaGivesItsTypes() {
    String columns =
        "id INT NOT NULL, at TIMESTAMP, day DATE, price DECIMAL(10, 2), props MAP<DOUBLE>,"
            + " t TIME, user STRUCT<name STRING>, tags ARRAY<STRING>, raw STRING, absent BIGINT";
    String json =
        "{'id':7,'at':'2026-01-02T03:04:05+01:00','day':'2026-01-02','t':'00:00:01.5','price':9.5,"
            + "'props':{'w':2},'user':{'name':'Ada','age':36},'tags':['x'],"
            + "'raw':{'any':[1,'t']},'more':1}";
    SourceRecord after =
        transform(
                Map.of(
                    "fields",
                    "payload",
                    "schema.mode",
                    "declared",
                    "schema",
                    columns,
                    "schema.name",
                    "io.Order"))
            .apply(payload(json.replace('\'', '"')));
    ConnectSchema.validateValue(after.valueSchema(), after.value());
    Struct parsed = ((Struct) after.value()).getStruct("payload");
    assertThat(parsed.schema().name()).isEqualTo("io.Order");
    assertThat(parsed.schema().field("user").schema().name()).isEqualTo("io.Order.user");
    assertThat(parsed.schema().field("more")).isNull();
    assertThat(parsed.get("id")).isEqualTo(7);
    assertThat(parsed.get("at")).isEqualTo(Date.from(Instant.parse("2026-01-02T02:04:05Z")));
    assertThat(parsed.get("day")).isEqualTo(Date.from(Instant.parse("2026-01-02T00:00:00Z")));
    assertThat(parsed.get("t")).isEqualTo(Date.from(Instant.ofEpochMilli(1_500)));
    assertThat(parsed.get("price")).isEqualTo(new BigDecimal("9.50"));
    assertThat(parsed.get("props")).isEqualTo(Map.of("w", 2.0));
    assertThat(parsed.getStruct("user").get("name")).isEqualTo("Ada");
    assertThat(parsed.get("tags")).isEqualTo(List.of("x"));
    assertThat(parsed.get("raw")).isEqualTo("{\"any\":[1,\"t\"]}");
    assertThat(parsed.get("absent")).isNull();
  }

  @Test
  void whatDoesNotFitTheDeclaredSchemaIsNamedByItsPath() {
    refused("user STRUCT<age INT>", "{\"user\":{\"age\":\"secret\"}}", "'payload.user.age'");
    refused("user STRUCT<age INT>", "{\"user\":{\"age\":3000000000}}", "beyond the range of INT32");
    refused("ids ARRAY<BIGINT>", "{\"ids\":[1,1.5]}", "'payload.ids[*]'");
    refused("id BIGINT NOT NULL", "{}", "'payload.id' is missing or null");
    refused("at TIMESTAMP", "{\"at\":\"secret\"}", "'payload.at' is not a time");
    refused("at TIMESTAMP", "{\"at\":\"+999999999-12-31T23:59:59Z\"}", "out of range");
    refused("day DATE", "{\"day\":\"+999999999-12-31\"}", "out of range");
    refused("d DECIMAL(3, 1)", "{\"d\":1.25}", "more digits after the point");
    refused("d DECIMAL(3, 1)", "{\"d\":1234}", "more digits than its decimal");
    refused("d DECIMAL(3)", "{\"d\":\"1e999999999\"}", "exponent");
    refused("d DOUBLE", "{\"d\":9007199254740993}", "would lose digits");
    refused("d DOUBLE", "{\"d\":9223372036854775807}", "would lose digits");
    refused("b BYTES", "{\"b\":\"secret!\"}", "not Base64");
    refused("a STRING", "[\"secret\"]", "'payload' is not of the type STRUCT");
  }

  private static void refused(String columns, String json, String message) {
    ParseJson<SourceRecord> transform =
        transform(Map.of("fields", "payload", "schema.mode", "declared", "schema", columns));
    assertThatThrownBy(() -> transform.apply(payload(json)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void inferredSchemaIsWidenedAndOtherwiseTheSameObject() {
    ParseJson<SourceRecord> transform =
        transform(Map.of("fields", "payload", "schema.mode", "infer", "schema.name", "io.Event"));
    Schema first = transform.apply(payload("{\"a\":1,\"b\":null}")).valueSchema();
    Schema again = transform.apply(payload("{\"a\":2}")).valueSchema();
    assertThat(again).isSameAs(first);
    assertThat(type(first, "a")).isEqualTo(Schema.Type.INT64);
    assertThat(type(first, "b")).isEqualTo(Schema.Type.STRING);
    SourceRecord wider = transform.apply(payload("{\"a\":1.5,\"b\":{\"c\":[true]},\"d\":\"x\"}"));
    ConnectSchema.validateValue(wider.valueSchema(), wider.value());
    assertThat(type(wider.valueSchema(), "a")).isEqualTo(Schema.Type.FLOAT64);
    assertThat(type(wider.valueSchema(), "b")).isEqualTo(Schema.Type.STRUCT);
    assertThat(type(wider.valueSchema(), "d")).isEqualTo(Schema.Type.STRING);
    assertThat(wider.valueSchema().field("payload").schema().version()).isEqualTo(2);
    assertThat(wider.valueSchema().field("payload").schema().field("b").schema().name())
        .isEqualTo("io.Event.b");
    SourceRecord narrow = transform.apply(payload("{\"a\":7}"));
    assertThat(narrow.valueSchema()).isSameAs(wider.valueSchema());
    assertThat(((Struct) narrow.value()).getStruct("payload").get("a")).isEqualTo(7.0);
  }

  private static Schema.Type type(Schema schema, String field) {
    return schema.field("payload").schema().field(field).schema().type();
  }

  @Test
  void contradictionIsNamedAndLeavesNoTrace() {
    ParseJson<SourceRecord> transform = transform(Map.of("schema.mode", "infer"));
    Schema before = transform.apply(record(null, "{\"items\":[{\"id\":1}]}")).valueSchema();
    assertThatThrownBy(
            () -> transform.apply(record(null, "{\"new\":1,\"items\":[{\"id\":\"secret\"}]}")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'value.items[*].id' was a number before and is a text here")
        .hasMessageNotContaining("secret");
    assertThat(transform.apply(record(null, "{\"items\":[]}")).valueSchema()).isSameAs(before);
  }

  @Test
  void eachTopicHasASchemaOfItsOwn() {
    ParseJson<SourceRecord> transform = transform(Map.of("schema.mode", "infer"));
    transform.apply(record("a", null, "{\"id\":1}"));
    SourceRecord other = transform.apply(record("b", null, "{\"id\":\"x\"}"));
    assertThat(((Struct) other.value()).get("id")).isEqualTo("x");
    assertThat(other.valueSchema().fields()).hasSize(1);
  }

  @Test
  void wildcardOverAStructInfersEachFieldForItself() {
    Schema schema =
        SchemaBuilder.struct()
            .field("a", Schema.OPTIONAL_STRING_SCHEMA)
            .field("b", Schema.OPTIONAL_BYTES_SCHEMA)
            .build();
    ParseJson<SourceRecord> transform = transform(Map.of("fields", "*", "schema.mode", "infer"));
    byte[] bytes = "{\"n\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    Struct before = new Struct(schema).put("a", "{\"n\":1}").put("b", bytes);
    SourceRecord after = transform.apply(record(schema, before));
    ConnectSchema.validateValue(after.valueSchema(), after.value());
    assertThat(((Struct) after.value()).getStruct("a").get("n")).isEqualTo(1L);
    assertThat(((Struct) after.value()).getStruct("b").get("n")).isEqualTo("x");
    SourceRecord wider =
        transform.apply(record(schema, new Struct(schema).put("a", "{\"n\":2,\"m\":true}")));
    assertThat(wider.valueSchema().field("b").schema())
        .isSameAs(after.valueSchema().field("b").schema());
  }

  @Test
  void inferredSchemaOutlivesAChangeOfTheRecordsOwn() {
    ParseJson<SourceRecord> transform =
        transform(Map.of("fields", "payload", "schema.mode", "infer"));
    Schema first = transform.apply(payload("{\"a\":1}")).valueSchema().field("payload").schema();
    Schema evolved =
        SchemaBuilder.struct()
            .field("new", Schema.OPTIONAL_STRING_SCHEMA)
            .field("payload", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    SourceRecord after = transform.apply(record(evolved, new Struct(evolved).put("payload", "{}")));
    assertThat(after.valueSchema().field("payload").schema()).isSameAs(first);
  }

  @Test
  void keysThatAreDataDoNotGrowASchemaForEver() {
    ParseJson<SourceRecord> transform =
        transform(Map.of("schema.mode", "infer", "schema.max.fields", "3"));
    transform.apply(record(null, "{\"a\":1,\"b\":{\"c\":1}}"));
    assertThatThrownBy(() -> transform.apply(record(null, "{\"d\":1}")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more than 3 fields");
  }

  @Test
  void bigNumbersAreWhatTheSettingSays() {
    String json = "[12345678901234567890, 0.12345678901234567890, 0.30000000000000004, 1e400]";
    assertThatThrownBy(() -> parse(Map.of(), json))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("big.numbers")
        .hasMessageContaining("line 1, column 2");
    assertThat(parse(Map.of("big.numbers", "text"), json))
        .isEqualTo(
            List.of(
                "12345678901234567890", "0.12345678901234567890", 0.30000000000000004, "1e400"));
    assertThat(parse(Map.of("big.numbers", "decimal"), json))
        .isEqualTo(
            List.of(
                new BigDecimal("12345678901234567890"),
                new BigDecimal("0.12345678901234567890"),
                0.30000000000000004,
                new BigDecimal("1e400")));
    assertThat(parse(Map.of("big.numbers", "double"), "[12345678901234567890]"))
        .isEqualTo(List.of(1.2345678901234567e19));
  }

  @Test
  void bigNumbersWidenAnInferredSchemaToDecimals() {
    ParseJson<SourceRecord> transform =
        transform(Map.of("schema.mode", "infer", "big.numbers", "decimal"));
    transform.apply(record(null, "{\"n\":1}"));
    SourceRecord big = transform.apply(record(null, "{\"n\":12345678901234567890.5}"));
    assertThat(((Struct) big.value()).get("n")).isEqualTo(new BigDecimal("12345678901234567890.5"));
    SourceRecord small = transform.apply(record(null, "{\"n\":2}"));
    assertThat(((Struct) small.value()).get("n")).isEqualTo(new BigDecimal("2.0"));
    assertThat(small.valueSchema()).isSameAs(big.valueSchema());
  }

  @Test
  void errorsAreWhatTheSettingSays() {
    Map<String, Object> before = Map.of("payload", "{\"secret", "n", 1);
    assertThatThrownBy(() -> parse(Map.of("fields", "payload"), before))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("the JSON of 'payload' ends too early (line 1, column ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
    Map<String, @Nullable Object> nulled = new HashMap<>();
    nulled.put("payload", null);
    nulled.put("n", 1);
    assertThat(parse(Map.of("fields", "payload", "on.error", "null"), before)).isEqualTo(nulled);
    assertThat(parse(Map.of("fields", "payload,n", "on.error", "keep"), before)).isSameAs(before);
    SourceRecord kept = record(Schema.STRING_SCHEMA, "no json");
    assertThat(transform(Map.of("on.error", "keep")).apply(kept)).isSameAs(kept);
  }

  @Test
  void nullOnErrorGoesForContradictionsToo() {
    ParseJson<SourceRecord> transform =
        transform(Map.of("fields", "payload", "schema.mode", "infer", "on.error", "null"));
    transform.apply(payload("{\"a\":1}"));
    Struct after = (Struct) transform.apply(payload("{\"a\":\"x\"}")).value();
    assertThat(after.get("payload")).isNull();
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThatThrownBy(() -> parse(Map.of("fields", "n"), Map.of("n", 42)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'n' is a java.lang.Integer, not a text");
    Schema schema = SchemaBuilder.struct().field("n", Schema.INT32_SCHEMA).build();
    ParseJson<SourceRecord> transform = transform(Map.of("fields", "n", "schema.mode", "infer"));
    assertThatThrownBy(() -> transform.apply(record(schema, new Struct(schema).put("n", 1))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'n' is a INT32, not a text");
  }

  @Test
  void readsWhatKafkasJsonConverterReads() throws Exception {
    String json = "{\"a\":[1,-2,3.25,{\"b\":null}],\"c\":\"\\u00e9\\n\",\"d\":{},\"e\":false}";
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "false"), false);
      byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
      assertThat(parse(Map.of(), json)).isEqualTo(converter.toConnectData("t", utf8).value());
    }
  }
}
