package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.junit.jupiter.api.Test;

class TransformationContractTest {

  @Test
  void everyBrokenPromiseIsFound() {
    assertThat(SuiteRun.of(Bad.class).failed())
        .containsExactlyInAnyOrder(
            "changesMapsWithoutTouchingTheOriginal",
            "changesStructsIntoValidOnesWithoutTouchingTheOriginal",
            "givesOneSchemaForManyRecordsOfOneSchema",
            "letsTombstonesPass",
            "keepsTheEnvelope",
            "tellsItsVersionAndItsConfiguration");
  }

  static class Bad extends TransformationContract {

    @Override
    protected Transformation<SinkRecord> newTransformation() {
      return new Careless();
    }

    @Override
    protected Map<String, ?> config() {
      return Map.of();
    }

    @Override
    protected Map<String, Object> schemalessSample() {
      return new HashMap<>(Map.of("name", "Ada"));
    }

    @Override
    protected Struct structSample() {
      Schema schema = SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).build();
      return new Struct(schema).put("name", "Ada");
    }
  }

  /** Writes into its input, forgets the topic, makes a schema for each record. */
  static class Careless implements Transformation<SinkRecord>, Versioned {

    @Override
    @SuppressWarnings("unchecked")
    public SinkRecord apply(SinkRecord record) {
      if (record.value() instanceof Map<?, ?> map) {
        ((Map<String, Object>) map).put("name", "x");
      } else {
        ((Struct) record.value()).put("name", "x");
      }
      return record.newRecord(
          "elsewhere",
          record.kafkaPartition(),
          record.keySchema(),
          record.key(),
          record.valueSchema() == null
              ? null
              : SchemaBuilder.struct().field("name", Schema.STRING_SCHEMA).version(2).build(),
          record.value(),
          record.timestamp());
    }

    @Override
    public ConfigDef config() {
      return new ConfigDef();
    }

    @Override
    public String version() {
      return "";
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
  }
}
