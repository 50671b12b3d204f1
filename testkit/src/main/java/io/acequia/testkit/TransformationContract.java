package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a single-message transform owes the records that pass it. */
public abstract class TransformationContract {

  /** What a transform offers; all are assumed. */
  public enum Capability {
    /** Works on maps without a schema. */
    SCHEMALESS,
    /** Works on structs. */
    SCHEMAS,
    /** Lets a null value (a tombstone) or a null key pass as it is. */
    TOMBSTONES,
    /** Leaves the record's coordinates, timestamp and headers as they are. */
    KEEPS_ENVELOPE
  }

  private Transformation<SinkRecord> transformation;

  /** A new one, not yet configured. */
  protected abstract Transformation<SinkRecord> newTransformation();

  /** A configuration under which both samples are changed. */
  protected abstract Map<String, ?> config();

  /** Puts a payload where the transform looks for it: the value, unless it works on keys. */
  protected SinkRecord record(@Nullable Schema schema, @Nullable Object payload) {
    return recordOf(Schema.STRING_SCHEMA, "a-key", schema, payload);
  }

  /** The payload of a record that {@link #record} made, after the transform. */
  protected @Nullable Object payload(SinkRecord record) {
    return record.value();
  }

  /** The schema of {@link #payload}. */
  protected @Nullable Schema schema(SinkRecord record) {
    return record.valueSchema();
  }

  /** A payload without schema that {@link #config} changes. */
  protected abstract Map<String, Object> schemalessSample();

  /** A payload with schema that {@link #config} changes; a new object at each call. */
  protected abstract Struct structSample();

  /** What this transform offers. */
  protected EnumSet<Capability> capabilities() {
    return EnumSet.allOf(Capability.class);
  }

  @BeforeEach
  void configure() {
    transformation = newTransformation();
    transformation.configure(config());
  }

  @AfterEach
  void close() {
    transformation.close();
  }

  @Test
  void changesMapsWithoutTouchingTheOriginal() {
    assumeOffered(Capability.SCHEMALESS);
    Map<String, Object> sample = schemalessSample();
    Map<String, Object> before = new LinkedHashMap<>(sample);
    SinkRecord changed = transformation.apply(record(null, sample));
    assertThat(payload(changed)).isNotEqualTo(before);
    assertThat(schema(changed)).isNull();
    assertThat(sample).isEqualTo(schemalessSample());
  }

  @Test
  void changesStructsIntoValidOnesWithoutTouchingTheOriginal() {
    assumeOffered(Capability.SCHEMAS);
    Struct sample = structSample();
    SinkRecord changed = transformation.apply(record(sample.schema(), sample));
    assertThat(payload(changed)).isNotEqualTo(sample);
    assertThat(sample).isEqualTo(structSample());
    assertThatCode(() -> ConnectSchema.validateValue(schema(changed), payload(changed)))
        .doesNotThrowAnyException();
  }

  @Test
  void givesOneSchemaForManyRecordsOfOneSchema() {
    assumeOffered(Capability.SCHEMAS);
    Struct sample = structSample();
    SinkRecord first = transformation.apply(record(sample.schema(), sample));
    SinkRecord second = transformation.apply(record(sample.schema(), sample));
    assertThat(schema(first)).isSameAs(schema(second));
  }

  @Test
  void letsTombstonesPass() {
    assumeOffered(Capability.TOMBSTONES);
    SinkRecord tombstone = record(null, null);
    assertThat(payload(transformation.apply(tombstone))).isNull();
    SinkRecord withSchema = record(structSample().schema(), null);
    assertThat(payload(transformation.apply(withSchema))).isNull();
  }

  @Test
  void keepsTheEnvelope() {
    assumeOffered(Capability.KEEPS_ENVELOPE);
    SinkRecord before = record(null, schemalessSample());
    SinkRecord after = transformation.apply(before);
    assertThat(after.topic()).isEqualTo(before.topic());
    assertThat(after.kafkaPartition()).isEqualTo(before.kafkaPartition());
    assertThat(after.kafkaOffset()).isEqualTo(before.kafkaOffset());
    assertThat(after.timestamp()).isEqualTo(before.timestamp());
    assertThat(after.headers()).isEqualTo(before.headers());
    assertThat(after.originalTopic()).isEqualTo(before.originalTopic());
    assertThat(after.originalKafkaOffset()).isEqualTo(before.originalKafkaOffset());
  }

  @Test
  void tellsItsVersionAndItsConfiguration() {
    assertThat(transformation).isInstanceOf(Versioned.class);
    assertThat(((Versioned) transformation).version()).isNotBlank();
    assertThat(transformation.config()).isNotNull();
  }

  @Test
  void closesBeforeItIsConfiguredAndTwice() {
    assertThatCode(() -> newTransformation().close()).doesNotThrowAnyException();
    assertThatCode(() -> transformation.close()).doesNotThrowAnyException();
  }

  /** A sink record with all that an envelope has. */
  protected static SinkRecord recordOf(
      @Nullable Schema keySchema,
      @Nullable Object key,
      @Nullable Schema valueSchema,
      @Nullable Object value) {
    ConnectHeaders headers = new ConnectHeaders();
    headers.addString("trace", "4bf92f35");
    return new SinkRecord(
        "flights",
        3,
        keySchema,
        key,
        valueSchema,
        value,
        42L,
        1_767_225_600_000L,
        TimestampType.CREATE_TIME,
        headers);
  }

  private void assumeOffered(Capability capability) {
    assumeTrue(capabilities().contains(capability), () -> "not offered: " + capability);
  }
}
