package io.acequia.smt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class SqlTest {

  private static final String SEED =
      "SELECT user_id, event_type, timestamp FROM events WHERE event_type != 'heartbeat'";

  private static Transformation<SinkRecord> sql(String query) {
    Transformation<SinkRecord> sql = new Sql.Value<>();
    sql.configure(Map.of("query", query));
    return sql;
  }

  private static SinkRecord record(Schema schema, Object value) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString("trace", "4bf9");
    return new SinkRecord(
        "events",
        3,
        null,
        Map.of("id", "k1"),
        schema,
        value,
        42L,
        1_767_225_600_000L,
        TimestampType.CREATE_TIME,
        headers);
  }

  private static Map<String, Object> event(String type) {
    return Map.of("user_id", "u1", "event_type", type, "timestamp", 7L, "other", List.of(1L));
  }

  @Test
  void runsTheSeedsStatementOnMaps() {
    Transformation<SinkRecord> sql = sql(SEED);
    assertThat(sql.apply(record(null, event("click"))).value())
        .isEqualTo(Map.of("user_id", "u1", "event_type", "click", "timestamp", 7L));
    assertThat(sql.apply(record(null, event("heartbeat")))).isNull();
    assertThat(sql.apply(record(null, Map.of("user_id", "u1")))).as("type is NULL").isNull();
  }

  @Test
  void runsTheSeedsStatementOnStructsAndKeepsTheFieldsSchemas() {
    Schema schema =
        SchemaBuilder.struct()
            .field("event_type", SchemaBuilder.string().doc("what happened").build())
            .field("user_id", Schema.STRING_SCHEMA)
            .field("timestamp", Schema.OPTIONAL_INT64_SCHEMA)
            .build();
    Struct click =
        new Struct(schema).put("user_id", "u1").put("event_type", "click").put("timestamp", 7L);
    SinkRecord after = sql(SEED).apply(record(schema, click));
    assertThat(after.valueSchema().fields())
        .extracting(field -> field.name())
        .containsExactly("user_id", "event_type", "timestamp");
    assertThat(after.valueSchema().field("event_type").schema())
        .isEqualTo(schema.field("event_type").schema());
    assertThat(((Struct) after.value()).get("timestamp")).isEqualTo(7L);
  }

  @Test
  void jsonStaysTextOrBytes() {
    Transformation<SinkRecord> sql = sql(SEED);
    String json =
        "{\"event_type\":\"click\",\"big\":{\"a\":[1,2]},\"timestamp\":7,\"user_id\":\"u1\"}";
    String expected = "{\"user_id\":\"u1\",\"event_type\":\"click\",\"timestamp\":7}";
    assertThat(sql.apply(record(Schema.STRING_SCHEMA, json)).value()).isEqualTo(expected);
    assertThat(sql.apply(record(Schema.BYTES_SCHEMA, json.getBytes(UTF_8))).value())
        .isEqualTo(expected.getBytes(UTF_8));
    assertThat(sql.apply(record(null, ByteBuffer.wrap(json.getBytes(UTF_8)))).value())
        .isEqualTo(expected.getBytes(UTF_8));
    assertThatThrownBy(() -> sql.apply(record(null, "{\"event_type\": secret")))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void readsTheRecordsMetadata() {
    Object value =
        sql("SELECT _topic, _partition, _offset, _timestamp, _key.id AS k, headers['trace'] AS t")
            .apply(record(null, Map.of("a", 1L)))
            .value();
    assertThat(value)
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("_topic", "events")
        .containsEntry("_partition", 3)
        .containsEntry("_offset", 42L)
        .containsEntry("k", "k1")
        .containsEntry("t", "4bf9");
  }

  @Test
  void callsTheFunctionsOfTheTransforms() {
    Map<String, Object> value = new HashMap<>();
    value.put("email", "ada@example.org");
    value.put("json", "{\"a\": [1, 2]}");
    value.put("nested", Map.of("a", Map.of("b", 1L)));
    value.put("at", "2001/01/01 00:47");
    Object after =
        sql("SELECT HASH(email, 'MD5') AS hash, MASK(email) AS mask, PARSE_JSON(json) AS parsed,"
                + " FLATTEN(nested) AS flat,"
                + " TIMESTAMP_CONVERT(at, 'yyyy/MM/dd HH:mm', 'epoch.ms') AS ms,"
                + " GEOCODE(40.64, -73.78) AS place FROM t")
            .apply(record(null, value))
            .value();
    assertThat(after)
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry("hash", "5bfcf2d8e394674550332640d72db509")
        .containsEntry("parsed", Map.of("a", List.of(1L, 2L)))
        .containsEntry("flat", Map.of("a.b", 1L))
        .containsEntry("ms", 978_310_020_000L)
        .doesNotContainEntry("mask", "ada@example.org")
        .containsKey("place");
  }

  @Test
  void looksRowsUpInTheTablesOfTheSettings() {
    Transformation<SinkRecord> sql = new Sql.Value<>();
    sql.configure(
        Map.of(
            "query", "SELECT LOOKUP(origin, 'airports', 'city') AS city FROM flights",
            "lookup.tables", "airports",
            "lookup.tables.airports.file", "../compose/sample-data/airports.csv"));
    assertThat(sql.apply(record(null, Map.of("origin", "SFO"))).value())
        .isEqualTo(Map.of("city", "San Francisco"));
    sql.close();
    assertThatThrownBy(() -> sql("SELECT LOOKUP(origin, 'airports', 'city') AS city FROM f"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("airports");
  }

  @Test
  void refusesAStructThatLacksAField() {
    Schema schema = SchemaBuilder.struct().field("user", Schema.STRING_SCHEMA).build();
    Struct value = new Struct(schema).put("user", "u1");
    assertThatThrownBy(() -> sql(SEED).apply(record(schema, value)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("event_type");
  }

  @Test
  void refusesWhatIsNoRow() {
    assertThatThrownBy(() -> sql(SEED).apply(record(Schema.INT64_SCHEMA, 7L)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("java.lang.Long");
  }
}
