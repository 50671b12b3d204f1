package io.acequia.sql.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void writesEveryTypeOfConnect() {
    Schema inner = SchemaBuilder.struct().field("b", Schema.INT8_SCHEMA).build();
    Schema schema =
        SchemaBuilder.struct()
            .field("text", Schema.STRING_SCHEMA)
            .field("real", Schema.FLOAT32_SCHEMA)
            .field("decimal", Decimal.schema(2))
            .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
            .field("time", Time.SCHEMA)
            .field("at", SchemaBuilder.array(Timestamp.SCHEMA).build())
            .field("bytes", Schema.BYTES_SCHEMA)
            .field("inner", inner)
            .field("map", SchemaBuilder.map(Schema.INT32_SCHEMA, Time.SCHEMA).build())
            .field("none", Schema.OPTIONAL_STRING_SCHEMA)
            .build();
    Struct struct =
        new Struct(schema)
            .put("text", "a\"\u0001")
            .put("real", 0.1f)
            .put("decimal", new BigDecimal("1.50"))
            .put("day", new Date(0))
            .put("time", new Date(3_600_001))
            .put("at", List.of(new Date(1)))
            .put("bytes", ByteBuffer.wrap(new byte[] {1, 2}))
            .put("inner", new Struct(inner).put("b", (byte) 3))
            .put("map", Map.of(7, new Date(0)));
    assertThat(JsonWriter.write(struct, schema))
        .isEqualTo(
            "{\"text\":\"a\\\"\\u0001\",\"real\":0.1,\"decimal\":1.50,\"day\":\"1970-01-01\","
                + "\"time\":\"01:00:00.001\",\"at\":[\"1970-01-01T00:00:00.001Z\"],"
                + "\"bytes\":\"AQI=\",\"inner\":{\"b\":3},\"map\":{\"7\":\"00:00:00\"},"
                + "\"none\":null}");
  }

  @Test
  void writesNumbersThatAreNoneAsText() {
    assertThat(JsonWriter.write(List.of(Double.NaN, 1.0, 5L), null)).isEqualTo("[\"NaN\",1.0,5]");
  }

  @Test
  void refusesWhatNestsTooDeepOrForEver() {
    List<Object> endless = new ArrayList<>();
    endless.add(endless);
    assertThatThrownBy(() -> JsonWriter.write(endless, null))
        .isInstanceOf(DataException.class)
        .hasMessage("the value is nested more than 200 deep");
  }

  @Test
  void refusesWhatIsNoValueOfConnect() {
    assertThatThrownBy(() -> JsonWriter.write(List.of(new StringBuilder("secret")), null))
        .isInstanceOf(DataException.class)
        .hasMessage("cannot write a java.lang.StringBuilder as JSON");
  }

  @Test
  void doesNotWriteMillionsOfZeros() {
    assertThat(JsonWriter.write(new BigDecimal("1E+1000000000"), null)).hasSizeLessThan(20);
  }
}
