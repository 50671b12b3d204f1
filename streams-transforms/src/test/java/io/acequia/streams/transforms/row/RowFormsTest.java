package io.acequia.streams.transforms.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.streams.transforms.state.StateFormatException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowFormsTest {

  private static final HexFormat HEX = HexFormat.of();

  private static Map<String, Object> row() {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("origin", "JFK");
    row.put("delay", -7L);
    row.put("share", 0.5);
    row.put("price", new BigDecimal("12.50"));
    row.put("none", null);
    row.put("tags", List.of(true, Map.of("a", 1L)));
    return row;
  }

  private static <T> byte[] write(Serde<T> serde, T value) {
    return serde.serializer().serialize("topic", value);
  }

  private static <T> T read(Serde<T> serde, byte[] bytes) {
    return serde.deserializer().deserialize("topic", bytes);
  }

  /** The bytes of the first release: every later one must read them. */
  @Test
  void readsWhatTheFirstReleaseWrote() {
    assertThat(HEX.formatHex(write(new GroupKeySerde(), List.of("JFK", -7L))))
        .isEqualTo("010203034a464b010d");
    assertThat(read(new GroupKeySerde(), HEX.parseHex("010203034a464b010d")))
        .isEqualTo(List.of("JFK", -7L));
    assertThat(read(new ValuesSerde(), HEX.parseHex("0103010d0004")))
        .containsExactly(-7L, null, true);
    assertThat(read(new RowSerde(), HEX.parseHex("01010105" + "64656c6179" + "010d")))
        .isEqualTo(Map.of("delay", -7L));
  }

  @Test
  void equalNumbersAreWrittenAlikeInGroups() {
    List<List<Object>> alike =
        List.of(
            List.of(5L, 5, 5.0, 5f, new BigDecimal("5.00"), new BigDecimal("5E0")),
            List.of(0L, -0.0, new BigDecimal("0.000")),
            List.of(0.1, new BigDecimal("0.1"), new BigDecimal("0.10")),
            List.of(1e30, new BigDecimal("1E+30"), BigInteger.TEN.pow(30)),
            List.of(Long.MAX_VALUE, new BigDecimal("9223372036854775807.0")),
            List.of(
                new BigDecimal("9223372036854775807.5"), new BigDecimal("9223372036854775807.50")),
            List.of(List.of(5L, Map.of("a", 2L)), List.of(5.0, Map.of("a", 2.0))),
            List.of(new BigDecimal("1E+999999999"), new BigDecimal("10E+999999998")),
            List.of(new BigDecimal("1E-999999999")),
            List.of("5"));
    GroupKeySerde serde = new GroupKeySerde();
    Set<String> forms = new HashSet<>();
    for (List<Object> group : alike) {
      assertThat(group)
          .extracting(value -> HEX.formatHex(write(serde, List.of(value))))
          .containsOnly(HEX.formatHex(write(serde, List.of(group.get(0)))));
      forms.add(HEX.formatHex(write(serde, List.of(group.get(0)))));
    }
    assertThat(forms).hasSameSizeAs(alike);
  }

  @Test
  void rowsComeBackAsTheyWere() {
    RowSerde serde = new RowSerde();
    assertThat(read(serde, write(serde, row()))).isEqualTo(row());
    LayeredRow layered = new LayeredRow(Map.of("hours", 2.0, "delay", 1L), row());
    assertThat(read(serde, write(serde, layered)))
        .isInstanceOf(LayeredRow.class)
        .isEqualTo(layered)
        .containsEntry("delay", 1L)
        .containsEntry("origin", "JFK");
    assertThat(write(serde, null)).isNull();
    assertThat(read(serde, null)).isNull();
  }

  @Test
  void smallerTypesAreWidened() {
    ValuesSerde serde = new ValuesSerde();
    Object[] values = {1, (short) 2, 0.5f, new Date(0), null};
    assertThat(read(serde, write(serde, values)))
        .containsExactly(1L, 2L, 0.5, "1970-01-01T00:00:00Z", null);
  }

  @Test
  void damagedBytesAreNoRow() {
    byte[] bytes = write(new RowSerde(), row());
    for (int length = 0; length < bytes.length; length++) {
      byte[] part = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(new RowSerde(), part)).isInstanceOf(StateFormatException.class);
    }
    bytes[0] = 2;
    assertThatThrownBy(() -> read(new RowSerde(), bytes)).hasMessageContaining("newer release");
  }

  @ParameterizedTest
  @CsvSource({"TEXT, JFK, JFK", "JSON, JFK, '\"JFK\"'"})
  void keysAreWrittenForOthers(KeySerde serde, String key, String written) {
    assertThat(new String(serde.toBytes(key), StandardCharsets.UTF_8)).isEqualTo(written);
    assertThat(serde.toBytes(List.of(key))).isEqualTo(serde.toBytes(key));
    assertThat(serde.toBytes(List.of())).isNull();
    assertThat(read(serde, serde.toBytes(key))).isEqualTo(serde.canonical(key));
    assertThat(serde.canonical(5L)).isEqualTo(read(serde, serde.toBytes(5L)));
  }

  @Test
  void keysThatAreNoTextAreWrittenAsTheyCame() {
    byte[] avro = HEX.parseHex("00000000070a4a464bff");
    assertThat(KeySerde.TEXT.toBytes(read(KeySerde.TEXT, avro))).isEqualTo(avro);
    byte[] replaced = "a\ufffdb".getBytes(StandardCharsets.UTF_8);
    assertThat(read(KeySerde.TEXT, replaced)).isEqualTo("a\ufffdb");
  }
}
