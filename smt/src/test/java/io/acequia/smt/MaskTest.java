package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskTest {

  private static @Nullable Object mask(Map<String, String> config, @Nullable Object value) {
    return mask(config, null, value);
  }

  private static @Nullable Object mask(
      Map<String, String> config, @Nullable Schema schema, @Nullable Object value) {
    try (Mask.Value<SourceRecord> mask = new Mask.Value<>()) {
      mask.configure(config);
      return mask.apply(new SourceRecord(Map.of(), Map.of(), "flights", schema, value)).value();
    }
  }

  @Test
  void wildcardReachesEveryField() {
    Map<String, Object> users =
        Map.of("a", Map.of("email", "a@example.org"), "b", Map.of("email", "b@example.org"));
    assertThat(mask(Map.of("fields", "data.*.email"), Map.of("data", users)))
        .isEqualTo(
            Map.of("data", Map.of("a", Map.of("email", "****"), "b", Map.of("email", "****"))));
  }

  @Test
  void wildcardReachesEveryElement() {
    Object masked =
        mask(
            Map.of("fields", "items[*].card", "replacement", "x"),
            Map.of("items", List.of(Map.of("card", "1"), Map.of("card", "2"))));
    assertThat(masked)
        .isEqualTo(Map.of("items", List.of(Map.of("card", "x"), Map.of("card", "x"))));
  }

  @Test
  void containersAreMaskedInside() {
    Object masked =
        mask(
            Map.of("fields", "user"),
            Map.of("user", Map.of("name", "Ada", "phones", List.of("1", "2"), "age", 36)));
    assertThat(masked)
        .isEqualTo(
            Map.of("user", Map.of("name", "****", "phones", List.of("****", "****"), "age", 0)));
  }

  @Test
  void otherTypesBecomeTheirZero() {
    Map<String, Object> before = new HashMap<>();
    before.put("int", 1);
    before.put("long", 2L);
    before.put("short", (short) 3);
    before.put("byte", (byte) 4);
    before.put("float", 5f);
    before.put("double", 6d);
    before.put("boolean", true);
    before.put("decimal", new BigDecimal("12.34"));
    before.put("time", new Date(7));
    before.put("buffer", ByteBuffer.wrap(new byte[] {8}));
    Map<String, Object> after = new HashMap<>();
    after.put("int", 0);
    after.put("long", 0L);
    after.put("short", (short) 0);
    after.put("byte", (byte) 0);
    after.put("float", 0f);
    after.put("double", 0d);
    after.put("boolean", false);
    after.put("decimal", new BigDecimal("0.00"));
    after.put("time", new Date(0));
    after.put("buffer", ByteBuffer.allocate(0));
    assertThat(mask(Map.of("fields", "*"), before)).isEqualTo(after);
    assertThat(mask(Map.of("fields", "*"), Map.of("bytes", new byte[] {9})))
        .extracting("bytes")
        .isEqualTo(new byte[0]);
  }

  @Test
  void logicalTypesOfASchemaStayValid() {
    Schema schema =
        SchemaBuilder.struct()
            .field("price", Decimal.schema(2))
            .field("at", Timestamp.SCHEMA)
            .field("tags", SchemaBuilder.array(Schema.STRING_SCHEMA))
            .build();
    Struct before =
        new Struct(schema)
            .put("price", new BigDecimal("9.99"))
            .put("at", new Date(1_000))
            .put("tags", List.of("vip"));
    Struct after = (Struct) mask(Map.of("fields", "price,at,tags"), schema, before);
    assertThat(after)
        .isEqualTo(
            new Struct(schema)
                .put("price", new BigDecimal("0.00"))
                .put("at", new Date(0))
                .put("tags", List.of("****")));
    after.validate();
  }

  @Test
  void nullsStayNull() {
    Map<String, @Nullable Object> before = new HashMap<>();
    before.put("email", null);
    before.put("emails", Arrays.asList("a", null));
    Map<String, @Nullable Object> after = new HashMap<>();
    after.put("email", null);
    after.put("emails", Arrays.asList("****", null));
    assertThat(mask(Map.of("fields", "email,emails"), before)).isEqualTo(after);
    assertThat(mask(Map.of("fields", "email"), null)).isNull();
  }

  @Test
  void defaultOfAnOptionalFieldIsNotWrittenOut() {
    Schema withDefault = SchemaBuilder.string().optional().defaultValue("none").build();
    Schema schema = SchemaBuilder.struct().field("email", withDefault).build();
    Struct after = (Struct) mask(Map.of("fields", "email"), schema, new Struct(schema));
    assertThat(after.getWithoutDefault("email")).isNull();
  }

  @Test
  void recordWithoutTheFieldIsTheSameRecord() {
    Map<String, Object> value = Map.of("id", 1);
    assertThat(mask(Map.of("fields", "email,data.*.email"), value)).isSameAs(value);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 4, 4111111111111111, ************1111",
    "2, 0, 4111, 41**",
    "1, 1, ada, a*a",
    "2, 2, ada, ***",
    "2, 2, abcd, ****",
    "0, 1, 🙂🙃, *🙃",
    "1, 0, '', ''",
  })
  void partialKeepsTheEnds(String first, String last, String text, String masked) {
    Map<String, String> config =
        Map.of("fields", "f", "mode", "partial", "keep.first", first, "keep.last", last);
    assertThat(mask(config, Map.of("f", text))).isEqualTo(Map.of("f", masked));
  }

  @Test
  void patternHidesWhatMatches() {
    Map<String, String> config =
        Map.of("fields", "f", "mode", "pattern", "pattern", "[0-9]{3}", "replacement", "$1\\");
    assertThat(mask(config, Map.of("f", "call 555 or 556")))
        .isEqualTo(Map.of("f", "call $1\\ or $1\\"));
    assertThat(mask(config, Map.of("f", "call me"))).isEqualTo(Map.of("f", "call me"));
  }

  @Test
  void digitsWithoutSecretBecomeZero() {
    assertThat(mask(Map.of("fields", "f", "mode", "digits"), Map.of("f", "+34 600-12 ext.٣")))
        .isEqualTo(Map.of("f", "+00 000-00 ext.0"));
  }

  @Test
  void digitsWithSecretKeepFormatAndEquality() {
    Map<String, String> config = Map.of("fields", "*", "mode", "digits", "digits.secret", "pepper");
    String card = "4111-1111-1111-1111";
    Map<?, ?> masked =
        (Map<?, ?>) mask(config, Map.of("a", card, "b", card, "c", "4111-1111-1111-1112"));
    assertThat(masked.get("a")).asString().matches("(\\d{4}-){3}\\d{4}").isNotEqualTo(card);
    assertThat(masked.get("b")).isEqualTo(masked.get("a"));
    assertThat(masked.get("c")).isNotEqualTo(masked.get("a"));
    Map<String, String> other = Map.of("fields", "*", "mode", "digits", "digits.secret", "salt");
    assertThat(mask(other, Map.of("a", card))).extracting("a").isNotEqualTo(masked.get("a"));
  }

  @Test
  void digitsOfALongTextDoNotRepeat() {
    Map<String, String> config = Map.of("fields", "f", "mode", "digits", "digits.secret", "pepper");
    String masked =
        String.valueOf(((Map<?, ?>) mask(config, Map.of("f", "1".repeat(96)))).get("f"));
    assertThat(masked).hasSize(96);
    assertThat(masked.substring(32, 64)).isNotEqualTo(masked.substring(0, 32));
  }

  @Test
  void whatCannotBeMaskedIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> mask(Map.of("fields", "f"), "my secret"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("java.lang.String")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> mask(Map.of("fields", "f"), Map.of("f", new StringBuilder("secret"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'f'")
        .hasMessageNotContaining("secret");
  }
}
