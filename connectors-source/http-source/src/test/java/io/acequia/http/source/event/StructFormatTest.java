package io.acequia.http.source.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StructFormatTest {

  private static final String SCHEMA =
      """
      [{"name": "s", "type": "string", "optional": false}, {"name": "b", "type": "boolean"},
       {"name": "i8", "type": "int8"}, {"name": "i32", "type": "int32"},
       {"name": "i64", "type": "int64"}, {"name": "f", "type": "float64"},
       {"name": "bin", "type": "bytes"}, {"name": "dec", "type": "decimal", "scale": 2},
       {"name": "d", "type": "date"}, {"name": "t", "type": "time"},
       {"name": "ts", "type": "timestamp"}, {"name": "l", "type": "array", "items": "int32"},
       {"name": "m", "type": "map", "values": "string"},
       {"name": "st", "type": "struct", "fields": [{"name": "x", "type": "int32"}]}]
      """;

  private final StructFormat format = new StructFormat(16, DeclaredSchema.parse(SCHEMA));

  private Struct value(String data) {
    BodyReader reader = new BodyReader(new EventLimits(10_000, 16, 10), format.reader());
    Event event =
        reader.event(
            ("{\"event_id\":\"e\",\"stream_id\":\"s\",\"event_type\":\"t\",\"metadata\":{\"v\":1},"
                    + "\"data\":"
                    + data
                    + "}")
                .getBytes(StandardCharsets.UTF_8));
    event.timestampMillis = 5;
    return (Struct) format.value(event);
  }

  @Test
  void convertsEveryDeclaredType() {
    Struct value =
        value(
            """
            {"s": "text", "b": true, "i8": -128, "i32": 7, "i64": 9007199254740993, "f": 1.5,
             "bin": "AQI=", "dec": "12.3", "d": "1970-01-02", "t": "00:00:01",
             "ts": "1970-01-01T00:00:01Z", "l": [1, null], "m": {"k": "v"}, "st": {"x": 1}}
            """);
    value.validate();
    Struct data = value.getStruct("data");
    assertThat(value.get("timestamp")).isEqualTo(new Date(5));
    assertThat(value.getMap("metadata")).isEqualTo(Map.of("v", "1"));
    assertThat(data.getInt8("i8")).isEqualTo((byte) -128);
    assertThat(data.getInt64("i64")).isEqualTo(9007199254740993L);
    assertThat(data.getBytes("bin")).containsExactly(1, 2);
    assertThat(data.get("dec")).isEqualTo(new BigDecimal("12.30"));
    assertThat(data.get("d")).isEqualTo(new Date(86_400_000));
    assertThat(data.get("t")).isEqualTo(new Date(1000));
    assertThat(data.get("ts")).isEqualTo(new Date(1000));
    assertThat(data.getArray("l")).hasSize(2);
    assertThat(data.getStruct("st").getInt32("x")).isEqualTo(1);
  }

  @Test
  void readsTextWhereNumbersAreDeclaredAsInCsv() {
    Struct data =
        value("{\"s\":\"x\",\"i32\":\"7\",\"f\":\"1e3\",\"b\":\"TRUE\"}").getStruct("data");
    assertThat(data.getInt32("i32")).isEqualTo(7);
    assertThat(data.getFloat64("f")).isEqualTo(1000.0);
    assertThat(data.getBoolean("b")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|data.s",
        "{\"s\":null}|data.s",
        "{\"s\":1}|data.s",
        "{\"s\":\"x\",\"i8\":128}|data.i8",
        "{\"s\":\"x\",\"i32\":1.5}|data.i32",
        "{\"s\":\"x\",\"i32\":\"seven\"}|data.i32",
        "{\"s\":\"x\",\"f\":\"NaN\"}|data.f",
        "{\"s\":\"x\",\"b\":\"yes\"}|data.b",
        "{\"s\":\"x\",\"bin\":\"***\"}|data.bin",
        "{\"s\":\"x\",\"dec\":\"1.005\"}|data.dec",
        "{\"s\":\"x\",\"dec\":\"1e999999999\"}|data.dec",
        "{\"s\":\"x\",\"d\":\"soon\"}|data.d",
        "{\"s\":\"x\",\"ts\":\"soon\"}|data.ts",
        "{\"s\":\"x\",\"l\":[1,\"a\"]}|data.l[1]",
        "{\"s\":\"x\",\"m\":[]}|data.m",
        "{\"s\":\"x\",\"st\":{\"y\":1}}|data.st",
        "{\"s\":\"x\",\"extra\":1}|data"
      })
  void refusesByTheNameOfTheField(String data, String field) {
    assertThatThrownBy(() -> value(data))
        .isInstanceOfSatisfying(
            InvalidEventException.class,
            e -> assertThat(e.problem().details()).containsEntry("field", field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|JSON list",
        "[]|JSON list",
        "[{\"type\":\"string\"}]|'name'",
        "[{\"name\":\"a\"}]|data.a",
        "[{\"name\":\"a\",\"type\":\"text\"}]|unknown type",
        "[{\"name\":\"a\",\"type\":\"string\"},{\"name\":\"a\",\"type\":\"string\"}]|twice",
        "[{\"name\":\"a\",\"type\":\"decimal\"}]|scale",
        "[{\"name\":\"a\",\"type\":\"array\"}]|items",
        "[{\"name\":\"a\",\"type\":\"struct\"}]|fields",
        "[{|not JSON"
      })
  void refusesASchemaByTheNameOfTheField(String schema, String named) {
    assertThatThrownBy(() -> DeclaredSchema.parse(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(named);
  }
}
