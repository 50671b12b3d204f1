package io.acequia.smt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class JsonWriterTest {

  @Test
  void writesEveryTypeOfConnects() {
    Schema schema = SchemaBuilder.struct().field("a\"", Schema.OPTIONAL_STRING_SCHEMA).build();
    List<Object> values =
        Arrays.asList(
            null,
            "é\n",
            (byte) 1,
            2L,
            1.5f,
            Double.NaN,
            new BigDecimal("1.20"),
            BigInteger.TEN,
            true,
            new Date(0),
            new byte[] {1},
            ByteBuffer.wrap(new byte[] {2}),
            Map.of(1, List.of()),
            new Struct(schema).put(schema.fields().get(0), "x"));
    assertThat(JsonWriter.write(values, "f"))
        .isEqualTo(
            "[null,\"é\\n\",1,2,1.5,\"NaN\",1.20,10,true,\"1970-01-01T00:00:00Z\",\"AQ==\","
                + "\"Ag==\",{\"1\":[]},{\"a\\\"\":\"x\"}]");
  }

  @Test
  void refusesWhatJsonCannotHold() {
    assertThatThrownBy(() -> JsonWriter.write(List.of(new StringBuilder("secret")), "f"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'f'")
        .hasMessageNotContaining("secret");
    List<Object> loop = new ArrayList<>();
    loop.add(loop);
    assertThatThrownBy(() -> JsonWriter.write(loop, "f"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("levels");
  }
}
