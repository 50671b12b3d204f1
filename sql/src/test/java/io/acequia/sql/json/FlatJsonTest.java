package io.acequia.sql.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {

  private static final List<String> NAMES = List.of("delay", "origin", "a", "");

  private static @Nullable Object @Nullable [] read(String json) {
    FlatJson flat = new FlatJson();
    NAMES.forEach(flat::add);
    @Nullable Object[] values = new Object[NAMES.size()];
    return flat.read(json.getBytes(StandardCharsets.UTF_8), values) ? values : null;
  }

  @Test
  void readsFlights() {
    assertThat(
            read(
                "{\"id\":7,\"date\":\"2001/01/01 00:47\",\"delay\":-66,\"origin\":\"DTW\",\"a\":true}"))
        .containsExactly(-66L, "DTW", true, null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { } ",
        "{\"a\":null}",
        "{\"a\":0,\"\":\"\"}",
        "{\"a\" : 1 , \"a\":\t2\r\n}",
        "{\"delay\":999999999999999999}",
        "{\"delay\":-999999999999999999}"
      })
  void readsAllThatIsSimple(String json) {
    assertThat(read(json)).isNotNull();
    assertSameAsParser(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{}x",
        "{}\0",
        "{\"a\":1,}",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":01}",
        "{\"a\":-}",
        "{\"a\":-0}",
        "{\"a\":1.5}",
        "{\"a\":1e3}",
        "{\"a\":1x}",
        "{\"a\":nul}",
        "{\"a\":[1]}",
        "{\"a\":{}}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"é\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":9223372036854775807}",
        "{'a':1}",
        "{a:1}",
        "{\"a\":tru",
        "{\"a\":truex}"
      })
  void leavesAllElseToTheParser(String json) {
    assertThat(read(json)).isNull();
    assertSameAsParser(json);
  }

  @Property
  void readsWhatAParserReads(@ForAll("almostJson") String json) {
    assertSameAsParser(json);
  }

  @Provide
  Arbitrary<String> almostJson() {
    return Arbitraries.of(
            "{",
            "}",
            "{\"",
            "\"",
            "\":",
            ":",
            ",",
            ",\"",
            "delay",
            "origin",
            "a",
            "1",
            "-",
            "0",
            "12",
            ".5",
            "e3",
            "true",
            "null",
            "false",
            " ",
            "\n",
            "[",
            "]",
            "\\n",
            "é",
            "\0",
            "x",
            "{\"a\":1,",
            "\"delay\":-5,",
            "\"origin\":\"DTW\"}",
            "\"a\":null}")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  private static void assertSameAsParser(String json) {
    assertThat(fields(json)).isEqualTo(parsed(json));
  }

  private static @Nullable List<@Nullable Object> fields(String json) {
    JsonFields fields = new JsonFields();
    NAMES.forEach(fields::slot);
    try {
      fields.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (DataException e) {
      return null;
    }
    @Nullable Object[] values = new Object[NAMES.size()];
    Arrays.setAll(values, fields::get);
    return Arrays.asList(values);
  }

  private static @Nullable List<@Nullable Object> parsed(String json) {
    try {
      Object value = JsonReader.DEFAULT.read(json.getBytes(StandardCharsets.UTF_8));
      return value instanceof Map<?, ?> map
          ? Arrays.asList(NAMES.stream().map(map::get).toArray())
          : null;
    } catch (DataException e) {
      return null;
    }
  }
}
