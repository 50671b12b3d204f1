package io.acequia.jdbc.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.jdbc.sink.schema.SqlType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordToRowTest {
  @Test
  void spreadsTheFieldsOfAnObjectNextToNamedOnes() {
    RecordToRow mapping = mapping("event_id, data.*, metadata.source as origin");
    assertThat(
            read(
                mapping,
                Map.of(
                    "event_id",
                    "e1",
                    "data",
                    Map.of("delay", 5L),
                    "metadata",
                    Map.of("source", "web", "version", "1"),
                    "unnamed",
                    1L)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("event_id", "e1", "delay", 5L, "origin", "web"));
  }

  @Test
  void spreadFieldWithTakenNameGetsItsPath() {
    RecordToRow mapping = mapping("timestamp, data.*");
    assertThat(read(mapping, Map.of("timestamp", "t1", "data", Map.of("timestamp", "t2"))))
        .containsExactlyInAnyOrderEntriesOf(Map.of("timestamp", "t1", "data_timestamp", "t2"));
  }

  @Test
  void findsNewFieldsOfLaterRecords() {
    RecordToRow mapping = mapping("*");
    assertThat(read(mapping, Map.of("a", 1L))).isEqualTo(Map.of("a", 1L));
    Map<String, Object> withNull = new LinkedHashMap<>();
    withNull.put("a", null);
    withNull.put("b", 2L);
    assertThat(read(mapping, withNull)).isEqualTo(Map.of("b", 2L));
    assertThat(mapping.columnNames()).containsExactly("a", "b");
  }

  @Test
  void flattensNestedObjects() {
    RecordToRow mapping =
        new RecordToRow(
            new RowOptions(List.of(ColumnSpec.parse("*")), PkMode.NONE, List.of(), true),
            c -> true);
    assertThat(read(mapping, Map.of("a", Map.of("b", Map.of("c", 1L)), "d", 2L)))
        .containsExactlyInAnyOrderEntriesOf(Map.of("a_b_c", 1L, "d", 2L));
  }

  @Test
  void jsonBytesGiveWhatMapsGive() {
    RecordToRow mapping = mapping("id, data.*");
    String json =
        """
        {"id":7,"gone":null,"other":{"x":[1,2]},"data":{"t":"a","f":1.5,"d":0.12345678901234567891,
         "big":123456789012345678901234567890,"b":true,"n":null,"o":{"k":[1,null,"z"]}}}""";
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("id", 7L);
    expected.put("t", "a");
    expected.put("f", 1.5);
    expected.put("d", new BigDecimal("0.12345678901234567891"));
    expected.put("big", new BigDecimal("123456789012345678901234567890"));
    expected.put("b", true);
    expected.put("o", Map.of("k", Arrays.asList(1L, null, "z")));
    assertThat(read(mapping, json.getBytes(StandardCharsets.UTF_8))).isEqualTo(expected);
    assertThat(read(mapping, json)).isEqualTo(expected);
  }

  @Test
  void refusesWhatIsNoObject() {
    RecordToRow mapping = mapping("*, data.*");
    for (Object value : List.of(5L, "[1]", "{\"a\":1} 2", "{\"a\":", List.of(1))) {
      assertThatThrownBy(() -> read(mapping, value)).isInstanceOf(DataException.class);
    }
    assertThatThrownBy(() -> read(mapping("data.*"), Map.of("data", "text")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'data'");
  }

  @Test
  void errorsDoNotRepeatTheValue() {
    assertThatThrownBy(() -> read(mapping("*"), "{\"a\": s3cret}"))
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void structsDeclareTheTypesOfTheirColumns() {
    Schema schema =
        SchemaBuilder.struct()
            .field("id", Schema.INT32_SCHEMA)
            .field("price", Decimal.builder(2).optional().build())
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA).optional().build())
            .field("day", SchemaBuilder.int32().name("io.debezium.time.Date").build())
            .build();
    Struct struct = new Struct(schema).put("id", 1).put("day", 10);
    RecordToRow mapping = mapping("*");
    assertThat(read(mapping, struct)).isEqualTo(Map.of("id", 1, "day", LocalDate.ofEpochDay(10)));
    assertThat(mapping.columnNames()).containsExactly("id", "price", "tags", "day");
    assertThat(List.of(0, 1, 2, 3).stream().map(mapping::declared))
        .containsExactly(SqlType.INTEGER, SqlType.NUMERIC, SqlType.TEXT_ARRAY, SqlType.DATE);
  }

  @Test
  void keyOfTheRecordComesFirstAndIsNotRepeated() {
    RecordToRow mapping =
        new RecordToRow(
            new RowOptions(List.of(ColumnSpec.parse("*")), PkMode.RECORD_KEY, List.of("id"), false),
            c -> true);
    Row row = mapping.read(record("k1", Map.of("id", "other", "a", 1L)));
    assertThat(mapping.columnNames()).containsExactly("id", "a");
    assertThat(row.get(0)).isEqualTo("k1");
    Row delete = mapping.read(record(Map.of("id", "k2"), null));
    assertThat(delete.isDelete()).isTrue();
    assertThat(delete.get(0)).isEqualTo("k2");
    assertThat(delete.get(1)).isNull();
  }

  @Test
  void fieldsWithoutColumnAreLeftOutWhereThatIsWanted() {
    RecordToRow mapping =
        new RecordToRow(
            new RowOptions(List.of(ColumnSpec.parse("*")), PkMode.NONE, List.of(), false),
            "a"::equals);
    assertThat(read(mapping, Map.of("a", 1L, "b", 2L))).isEqualTo(Map.of("a", 1L));
    assertThat(mapping.columnNames()).containsExactly("a");
  }

  @Test
  void nameThatPostgresWouldCutIsRefused() {
    String longName = "x".repeat(64);
    assertThatThrownBy(() -> read(mapping("*"), Map.of(longName, 1L)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("64 bytes")
        .hasMessageContaining("alias");
  }

  private static RecordToRow mapping(String columns) {
    List<ColumnSpec> specs = Arrays.stream(columns.split(",", -1)).map(ColumnSpec::parse).toList();
    return new RecordToRow(new RowOptions(specs, PkMode.NONE, List.of(), false), c -> true);
  }

  private static Map<String, Object> read(RecordToRow mapping, Object value) {
    Row row = mapping.read(record(null, value));
    Map<String, Object> found = new LinkedHashMap<>();
    for (int i = 0; i < mapping.columnCount(); i++) {
      if (row.get(i) != null) {
        found.put(mapping.columnName(i), row.get(i));
      }
    }
    return found;
  }

  private static SinkRecord record(Object key, Object value) {
    return new SinkRecord("t", 0, null, key, null, value, 1, 0L, TimestampType.CREATE_TIME);
  }
}
