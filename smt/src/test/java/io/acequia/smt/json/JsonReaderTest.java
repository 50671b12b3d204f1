package io.acequia.smt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

  private static final String SAMPLE =
      "{\"id\":7,\"tags\":[\"a\",\"\\u00e9\",null],\"x\":-1.5e3,\"in\":{\"ok\":true,\"big\":"
          + "12345678901234567890}}";

  private static JsonReader reader(BigNumbers big) {
    return new JsonReader(new JsonOptions(big, true, 10, 200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "{\"a\":}",
        "{'a':1}",
        "secret",
        "[1] 2",
        "NaN",
        "01",
        "+1",
        ".5",
        "\"\u0001\"",
        "// secret",
        "{\"a\":1,}",
        "\"secret",
        "nul",
        "[1 2]",
        "]",
        "\"\\x\""
      })
  void whatIsNotJsonIsRefusedWithoutShowingIt(String text) {
    for (Object json : Arrays.asList(text, text.getBytes(StandardCharsets.UTF_8))) {
      assertThatThrownBy(() -> reader(BigNumbers.FAIL).read(json, "payload"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("'payload'")
          .hasMessageNotContaining("secret")
          .hasNoCause();
    }
  }

  @Test
  void errorTellsLineAndColumn() {
    assertThatThrownBy(() -> reader(BigNumbers.FAIL).read("{\n  \"a\": tru\n}", "payload"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("(line 2, column ");
  }

  @Test
  void limitsHold() {
    JsonReader reader = reader(BigNumbers.TEXT);
    assertThat(reader.read("[".repeat(10) + "]".repeat(10), "f")).isNotNull();
    refuses(reader, "[".repeat(11) + "]".repeat(11), "10 levels");
    assertThat(reader.read('"' + "é".repeat(99) + '"', "f")).isEqualTo("é".repeat(99));
    refuses(reader, '"' + "é".repeat(100) + '"', "longer than 200 bytes");
    refuses(reader, ("\"" + "é".repeat(100) + "\"").getBytes(StandardCharsets.UTF_8), "200 bytes");
    JsonReader large = new JsonReader(JsonOptions.DEFAULTS);
    refuses(large, "1".repeat(1_001), "1000 digits");
    refuses(large, "[".repeat(1_000_000), "100 levels");
  }

  @Test
  void hugeExponentDoesNotMakeAHugeNumber() {
    refuses(reader(BigNumbers.DECIMAL), "1e999999999", "lose digits");
    refuses(reader(BigNumbers.DECIMAL), "1e99999999999", "lose digits");
    refuses(reader(BigNumbers.DOUBLE), "1e999999999", "lose digits");
    assertThat(reader(BigNumbers.TEXT).read("1e99999999999", "f")).isEqualTo("1e99999999999");
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "0.10000000000000001, 0.1",
    "0.10000000000000000555, 0.1",
    "1.000000000000000000000, 1.0",
    "123456789.12345678, 123456789.12345678",
    "-0.0, -0.0",
    "0e999999999, 0.0",
    "1.7976931348623157e308, 1.7976931348623157E308",
    "4.9e-324, 4.9E-324",
  })
  void decimalsThatADoubleHoldsAreDoubles(String text, double value) {
    assertThat(reader(BigNumbers.FAIL).read(text, "f")).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993.0",
        "0.12345678901234567890",
        "1e-400",
        "1e309",
        "9223372036854775808"
      })
  void numbersThatWouldLoseDigitsAreBig(String text) {
    refuses(reader(BigNumbers.FAIL), text, "lose digits");
    assertThat(reader(BigNumbers.TEXT).read(text, "f")).isEqualTo(text);
  }

  @Test
  void equalKeysAreRefusedOrTheLastCounts() {
    String json = "{\"a\":null,\"b\":1,\"a\":2}";
    assertThat(reader(BigNumbers.FAIL).read(json, "f")).hasToString("{a=2, b=1}");
    refuses(new JsonReader(new JsonOptions(BigNumbers.FAIL, false, 10, 200)), json, "key twice");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    refuses(reader(BigNumbers.FAIL), new byte[] {'"', (byte) 0xff, (byte) 0xfe, '"'}, "'f'");
    refuses(reader(BigNumbers.FAIL), new byte[] {0, 0, 0, 1, 2}, "'f'");
  }

  @Test
  void anyTextIsReadOrRefused() {
    Random random = new Random(20_261_122);
    JsonReader reader = new JsonReader(new JsonOptions(BigNumbers.DECIMAL, false, 8, 500));
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] json = SAMPLE.getBytes(StandardCharsets.UTF_8);
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        json[random.nextInt(json.length)] = (byte) random.nextInt(256);
      }
      Object either = random.nextBoolean() ? json : new String(json, StandardCharsets.UTF_8);
      try {
        reader.read(either, "f");
      } catch (DataException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 19_999);
  }

  private static void refuses(JsonReader reader, Object json, String reason) {
    assertThatThrownBy(() -> reader.read(json, "f"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason);
  }
}
