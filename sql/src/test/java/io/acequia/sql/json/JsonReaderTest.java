package io.acequia.sql.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.json.JsonOptions.BigIntegers;
import io.acequia.sql.json.JsonOptions.Duplicates;
import io.acequia.sql.json.JsonOptions.Fractions;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

  private static final String BIG = "18446744073709551616";

  private final JsonReader reader = new JsonReader(JsonOptions.DEFAULT);

  @Test
  void readsPlainValuesInTheirOrder() {
    Object value = reader.read("{\"z\": [1, 2.5, \"a\", true, null], \"a\": {}}");
    assertThat(value)
        .isEqualTo(Map.of("z", Arrays.asList(1L, 2.5, "a", true, null), "a", Map.of()));
    assertThat(((Map<?, ?>) value).keySet().toString()).isEqualTo("[z, a]");
    assertThat(reader.read("\"é\"".getBytes(StandardCharsets.UTF_8))).isEqualTo("é");
    assertThat(reader.read("null")).isNull();
  }

  @Test
  void readsWholeNumbersBeyond64BitsAsToldTo() {
    assertThat(reader.read("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
    assertThat(reader.read(BIG)).isEqualTo(new BigDecimal(BIG));
    assertThat(with(BigIntegers.BIG_INTEGER).read(BIG)).isEqualTo(new BigInteger(BIG));
    assertThat(with(BigIntegers.DOUBLE).read(BIG)).isEqualTo(18446744073709551616.0);
    assertThat(with(BigIntegers.TEXT).read(BIG)).isEqualTo(BIG);
    assertBad(
        "whole number beyond 64 bits at line 1, column 2", with(BigIntegers.ERROR), "[" + BIG);
    assertBad("number out of range", with(BigIntegers.DOUBLE), "1" + "0".repeat(400));
  }

  @Test
  void readsFractionsAsToldTo() {
    JsonReader exact = new JsonReader(JsonOptions.DEFAULT.withFractions(Fractions.DECIMAL));
    assertThat(exact.read("1.10")).isEqualTo(new BigDecimal("1.10"));
    assertBad("number out of range", exact, "1e1000000000");
    assertBad("number out of range", reader, "1e400");
  }

  @Test
  void takesTheLastOfEqualKeysOrRefusesThem() {
    assertThat(reader.read("{\"a\": 1, \"a\": 2}")).isEqualTo(Map.of("a", 2L));
    JsonReader strict = new JsonReader(JsonOptions.DEFAULT.withDuplicates(Duplicates.ERROR));
    assertBad("the value is not JSON at line 1, column", strict, "{\"secret\": 1, \"secret\": 2}");
  }

  @Test
  void staysWithinItsLimits() {
    assertThat(reader.read("[".repeat(200) + "]".repeat(200))).isInstanceOf(List.class);
    assertBad(
        "or has a name or number that is too long", reader, "[".repeat(201) + "]".repeat(201));
    assertBad(
        "or has a name or number that is too long",
        new JsonReader(JsonOptions.DEFAULT.withMaxDepth(2)),
        "[[[1]]]");
    assertBad("or has a name or number that is too long", reader, "1".repeat(1_001));
    JsonReader small =
        new JsonReader(
            new JsonOptions(
                9, 9, 9, 20, Duplicates.LAST_WINS, BigIntegers.DECIMAL, Fractions.DOUBLE));
    assertBad("or has a name or number that is too long", small, "\"0123456789\"");
    assertBad("the JSON is longer than 20 bytes, nested", small, " ".repeat(21));
    assertThat(small.accepts(" ".repeat(21))).isFalse();
    assertThatThrownBy(() -> small.read(new byte[21])).hasMessageContaining("longer than 20 bytes");
    assertThatThrownBy(() -> small.read(" ".repeat(21), JsonPath.parse("$")))
        .hasMessageContaining("longer than 20 bytes");
  }

  @Test
  void refusesWhatIsNotOneValue() {
    for (String json :
        List.of("{", "[1,]", "{\"a\" 1}", "tru", "'a'", "NaN", "01", "\"\n\"", "]")) {
      assertBad("the value is not JSON at line", reader, json);
      assertThat(reader.accepts(json)).as(json).isFalse();
    }
    assertBad("the JSON is empty", reader, "");
    assertBad("something follows the JSON value at line 1, column 4", reader, "1 2");
    assertThatThrownBy(() -> reader.read(new byte[] {'"', (byte) 0xff, '"'}))
        .isInstanceOf(DataException.class);
  }

  @Test
  void neverQuotesTheText() {
    for (String json : List.of("{\"a\": hunter2}", "hunter2", "[1] hunter2", "{\"hunter2\": 1,")) {
      assertThatThrownBy(() -> reader.read(json))
          .satisfies(
              failure -> {
                for (Throwable e = failure; e != null; e = e.getCause()) {
                  assertThat(e.getMessage()).doesNotContain("hunter");
                }
              });
    }
  }

  private static JsonReader with(BigIntegers choice) {
    return new JsonReader(JsonOptions.DEFAULT.withBigIntegers(choice));
  }

  private static void assertBad(String message, JsonReader reader, String json) {
    assertThatThrownBy(() -> reader.read(json))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }
}
