package io.acequia.elasticsearch.sink.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordToTargetTest {
  @Test
  void idComesFromTheOriginalCoordinatesWhateverATransformRenamed() {
    SinkRecord original = record("raw", null, Map.of());
    SinkRecord renamed =
        original.newRecord("flights", 0, null, null, null, original.value(), original.timestamp());
    Target target = target("${topic}", IdMode.KAFKA, List.of(), renamed);
    assertThat(target).isEqualTo(new Target("flights", "raw+2+7", null));
  }

  @Test
  void keysOfAllSimpleTypesAreIds() {
    assertThat(id(IdMode.RECORD_KEY, List.of(), "k", Map.of())).isEqualTo("k");
    assertThat(id(IdMode.RECORD_KEY, List.of(), 12L, Map.of())).isEqualTo("12");
    assertThat(id(IdMode.RECORD_KEY, List.of(), bytes("ü"), Map.of())).isEqualTo("ü");
    assertThat(id(IdMode.NONE, List.of(), null, Map.of())).isNull();
  }

  @Test
  void fieldsOfAKeyAreJoinedSoThatNoTwoKeysAreOneId() {
    Schema schema =
        SchemaBuilder.struct()
            .field("a", Schema.STRING_SCHEMA)
            .field("b", Schema.INT32_SCHEMA)
            .build();
    Struct key = new Struct(schema).put("a", "x:y\\").put("b", 1);
    assertThat(id(IdMode.RECORD_KEY, List.of("a", "b"), key, Map.of())).isEqualTo("x\\:y\\\\:1");
    assertThat(id(IdMode.RECORD_KEY, List.of("a"), key, Map.of())).isEqualTo("x:y\\");
    assertThatThrownBy(() -> id(IdMode.RECORD_KEY, List.of(), key, Map.of()))
        .hasMessageContaining("elasticsearch.id.fields");
  }

  @Test
  void recordWithoutAnIdIsAtFault() {
    Stream.<@Nullable Object>of("", null, List.of(1), "x".repeat(513), new byte[] {(byte) 0xFF})
        .forEach(
            key ->
                assertThatThrownBy(() -> id(IdMode.RECORD_KEY, List.of(), key, Map.of()))
                    .isInstanceOf(DataException.class));
    assertThatThrownBy(() -> id(IdMode.RECORD_VALUE, List.of("a.b"), null, Map.of("a", 1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a.b");
    assertThatThrownBy(() -> id(IdMode.RECORD_VALUE, List.of("a"), null, "{\"b\":s3cret}"))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void jsonTextIsReadOnlyAsFarAsItsFieldsGo() {
    assertThat(id(IdMode.RECORD_VALUE, List.of("a"), null, "{\"a\":true, broken"))
        .isEqualTo("true");
    assertThat(id(IdMode.RECORD_VALUE, List.of("n"), null, "{\"n\":123456789012345678901}"))
        .isEqualTo("123456789012345678901");
  }

  @Test
  void indexNameThatTheRecordSpoilsIsTheRecordsFaultAndIsNotTold() {
    for (String text : List.of("a b", "a/b", "A,b", "#s3cret", "")) {
      assertThatThrownBy(
              () ->
                  target(
                      "${field:x}", IdMode.KAFKA, List.of(), record("t", null, Map.of("x", text))))
          .isInstanceOf(DataException.class)
          .hasMessageNotContaining("s3cret");
    }
    assertThat(
            target("${key}-${partition}", IdMode.KAFKA, List.of(), record("t", "ÄB", Map.of()))
                .index())
        .isEqualTo("äb-2");
  }

  private static @Nullable String id(
      IdMode mode, List<String> fields, @Nullable Object key, Object value) {
    return target("x", mode, fields, record("t", key, value)).id();
  }

  private static Target target(String index, IdMode mode, List<String> fields, SinkRecord record) {
    DocumentOptions options =
        new DocumentOptions(
            NameTemplate.parse(index),
            mode,
            fields.stream().map(NameTemplate::field).toList(),
            WriteMode.INDEX,
            false,
            null,
            null,
            false);
    return new RecordToTarget(options).read(record);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static SinkRecord record(String topic, @Nullable Object key, Object value) {
    return new SinkRecord(topic, 2, null, key, null, value, 7, 0L, TimestampType.CREATE_TIME);
  }
}
