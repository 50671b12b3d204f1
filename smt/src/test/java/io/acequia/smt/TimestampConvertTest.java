package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TimestampConvertTest {

  private static final String TEXT = "2026-11-22T23:30:15.123456789Z";
  private static final Date MOMENT = date("2026-11-22T23:30:15.123Z");

  private static @Nullable Object convert(Map<String, String> config, @Nullable Object value) {
    return convert(config, null, value).value();
  }

  private static SourceRecord convert(
      Map<String, String> config, @Nullable Schema schema, @Nullable Object value) {
    try (TimestampConvert.Value<SourceRecord> convert = new TimestampConvert.Value<>()) {
      convert.configure(config);
      return convert.apply(new SourceRecord(Map.of(), Map.of(), "flights", schema, value));
    }
  }

  private static Date date(String instant) {
    return Date.from(Instant.parse(instant));
  }

  static Stream<Arguments> givesEveryTypeOfConnect() {
    return Stream.of(
        Arguments.of("timestamp", "UTC", Timestamp.SCHEMA, MOMENT),
        Arguments.of(
            "date", "UTC", org.apache.kafka.connect.data.Date.SCHEMA, date("2026-11-22T00:00:00Z")),
        Arguments.of(
            "date",
            "Europe/Madrid",
            org.apache.kafka.connect.data.Date.SCHEMA,
            date("2026-11-23T00:00:00Z")),
        Arguments.of("time", "UTC", Time.SCHEMA, date("1970-01-01T23:30:15.123Z")),
        Arguments.of("time", "Europe/Madrid", Time.SCHEMA, date("1970-01-01T00:30:15.123Z")),
        Arguments.of("epoch.s", "UTC", Schema.INT64_SCHEMA, 1_795_390_215L),
        Arguments.of("epoch.ms", "UTC", Schema.INT64_SCHEMA, 1_795_390_215_123L),
        Arguments.of("epoch.us", "UTC", Schema.INT64_SCHEMA, 1_795_390_215_123_456L),
        Arguments.of("epoch.ns", "UTC", Schema.INT64_SCHEMA, 1_795_390_215_123_456_789L),
        Arguments.of("text", "UTC", Schema.STRING_SCHEMA, TEXT),
        Arguments.of(
            "text", "Europe/Madrid", Schema.STRING_SCHEMA, "2026-11-23T00:30:15.123456789+01:00"));
  }

  @ParameterizedTest
  @MethodSource
  void givesEveryTypeOfConnect(String to, String zone, Schema schema, Object value) {
    SourceRecord converted = convert(Map.of("to", to, "to.zone", zone), Schema.STRING_SCHEMA, TEXT);
    assertThat(converted.value()).isEqualTo(value);
    assertThat(converted.valueSchema()).isEqualTo(schema);
    ConnectSchema.validateValue(converted.valueSchema(), converted.value());
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, UTC, 2026-11-22T23:30:15.123456789Z",
    "date, Europe/Madrid, 2026-11-23",
    "time, Europe/Madrid, 00:30:15.123456789",
  })
  void withoutSchemaConnectsTypesAreTextsThatJsonCanHold(String to, String zone, String text) {
    Map<String, String> config = Map.of("fields", "at", "to", to, "to.zone", zone);
    Object converted = convert(config, Map.of("at", TEXT));
    assertThat(converted).isEqualTo(Map.of("at", text));
    try (JsonConverter converter = new JsonConverter()) {
      converter.configure(Map.of("schemas.enable", "false"), false);
      assertThat(
              new String(converter.fromConnectData("t", null, converted), StandardCharsets.UTF_8))
          .isEqualTo("{\"at\":\"" + text + "\"}");
    }
  }

  static Stream<Arguments> takesEveryTypeOfConnect() {
    Date day = date("2026-11-22T00:00:00Z");
    return Stream.of(
        Arguments.of("epoch.ms", Schema.INT64_SCHEMA, 1_795_390_215_123L, MOMENT),
        Arguments.of("epoch.s", Schema.INT32_SCHEMA, 1_795_390_215, date("2026-11-22T23:30:15Z")),
        Arguments.of("epoch.s", Schema.FLOAT64_SCHEMA, 1_795_390_215.123, MOMENT),
        Arguments.of("epoch.s", Decimal.schema(3), new BigDecimal("1795390215.123"), MOMENT),
        Arguments.of("epoch.s", Schema.STRING_SCHEMA, "1795390215.123", MOMENT),
        Arguments.of("yyyyMMdd", Schema.INT32_SCHEMA, 20261122, day),
        Arguments.of("iso8601", Timestamp.SCHEMA, MOMENT, MOMENT),
        Arguments.of("iso8601", org.apache.kafka.connect.data.Date.SCHEMA, day, day),
        Arguments.of(
            "iso8601", Time.SCHEMA, date("1970-01-01T10:00:00Z"), date("1970-01-01T10:00:00Z")));
  }

  @ParameterizedTest
  @MethodSource
  void takesEveryTypeOfConnect(String from, Schema schema, Object value, Date moment) {
    assertThat(convert(Map.of("from", from), schema, value).value()).isEqualTo(moment);
  }

  @Test
  void datesOfConnectLieInTheZoneThatTheyComeFrom() {
    Map<String, String> config =
        Map.of("to", "text", "from.zone", "Europe/Madrid", "to.zone", "UTC");
    Date day = date("2026-11-22T00:00:00Z");
    assertThat(convert(config, org.apache.kafka.connect.data.Date.SCHEMA, day).value())
        .isEqualTo("2026-11-21T23:00:00Z");
    assertThat(convert(config, null, day).value()).isEqualTo("2026-11-22T00:00:00Z");
  }

  @Test
  void manyFieldsOfManyFormatsAtOnce() {
    Map<String, String> config =
        Map.of(
            "fields",
            "created,legs[*].at,data.*.at",
            "from",
            "iso8601 | epoch.s | EEE, dd MMM yyyy HH:mm",
            "to",
            "epoch.ms");
    Map<String, Object> before =
        Map.of(
            "created", "Sun, 22 Nov 2026 23:30",
            "legs", List.of(Map.of("at", 1_795_390_215), Map.of("at", TEXT)),
            "data", Map.of("x", Map.of("at", "1795390215")));
    assertThat(convert(config, before))
        .isEqualTo(
            Map.of(
                "created", 1_795_390_200_000L,
                "legs", List.of(Map.of("at", 1_795_390_215_000L), Map.of("at", 1_795_390_215_123L)),
                "data", Map.of("x", Map.of("at", 1_795_390_215_000L))));
  }

  @Test
  void nullsStayNull() {
    Map<String, @Nullable Object> value = new HashMap<>();
    value.put("at", null);
    value.put("all", Arrays.asList(null, null));
    assertThat(convert(Map.of("fields", "at,all[*]"), value)).isEqualTo(value);
    SourceRecord none = convert(Map.of(), Schema.OPTIONAL_STRING_SCHEMA, null);
    assertThat(none.value()).isNull();
    assertThat(none.valueSchema()).isEqualTo(Timestamp.builder().optional().build());
  }

  @Test
  void optionalityDocumentationAndDefaultAreKept() {
    Schema at = SchemaBuilder.string().optional().doc("when").defaultValue("2026-11-22").build();
    Schema schema = SchemaBuilder.struct().field("at", at).build();
    SourceRecord converted = convert(Map.of("fields", "at"), schema, new Struct(schema));
    Schema after = converted.valueSchema().field("at").schema();
    assertThat(after)
        .isEqualTo(
            Timestamp.builder()
                .optional()
                .doc("when")
                .defaultValue(date("2026-11-22T00:00:00Z"))
                .build());
    assertThat(((Struct) converted.value()).getWithoutDefault("at")).isNull();
  }

  @Test
  void whatIsNoTimeFailsTheRecordWithoutShowingIt() {
    refuses(Map.of("fields", "at"), Map.of("at", "secret"), "'at': a String that is in none");
    refuses(Map.of("fields", "at"), Map.of("at", List.of("secret")), "'at'");
    refuses(Map.of("fields", "at"), Map.of("at", true), "'at': a Boolean");
    refuses(Map.of("fields", "at"), "secret", "java.lang.String");
    refuses(Map.of(), Map.of("at", "secret"), "no fields");
    refuses(
        Map.of("fields", "at", "to", "epoch.ns"), Map.of("at", "2300-01-01"), "too far from now");
    refuses(Map.of("fields", "at", "from", "epoch.s"), Map.of("at", Long.MAX_VALUE), "none of the");
  }

  @Test
  void whatIsNoTimeBecomesNullOrStays() {
    Map<String, @Nullable Object> nulled = new HashMap<>();
    nulled.put("at", null);
    Map<String, Object> before = Map.of("at", "soon");
    assertThat(convert(Map.of("fields", "at", "on.error", "null"), before)).isEqualTo(nulled);
    assertThat(convert(Map.of("fields", "at", "on.error", "keep"), before)).isSameAs(before);
  }

  @Test
  void nullOnErrorMakesTheFieldOptional() {
    SourceRecord converted =
        convert(Map.of("on.error", "null", "to", "epoch.ms"), Schema.STRING_SCHEMA, "soon");
    assertThat(converted.value()).isNull();
    assertThat(converted.valueSchema()).isEqualTo(Schema.OPTIONAL_INT64_SCHEMA);
  }

  @Test
  void keepsOnlyWhereTheTypeStays() {
    Map<String, String> config = Map.of("on.error", "keep", "to", "text");
    assertThat(convert(config, Schema.STRING_SCHEMA, "soon").value()).isEqualTo("soon");
    assertThatThrownBy(() -> convert(config, Schema.INT64_SCHEMA, 7L))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("set on.error to fail or null");
  }

  @ParameterizedTest
  @CsvSource({"BOOLEAN", "BYTES"})
  void typesThatAreNoTimesAreRefused(Schema.Type type) {
    Schema schema = SchemaBuilder.struct().field("at", new SchemaBuilder(type).build()).build();
    assertThatThrownBy(
            () -> convert(Map.of("fields", "at", "on.error", "null"), schema, new Struct(schema)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'at', which is a " + type);
  }

  private static void refuses(Map<String, String> config, Object value, String reason) {
    assertThatThrownBy(() -> convert(config, value))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret");
  }
}
