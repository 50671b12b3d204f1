package io.acequia.schema.registry.avro;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;

class DefaultValuesTest {

  private static final org.apache.avro.Schema OUTER =
      new org.apache.avro.Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Outer","fields":[{"name":"inner","type":{"type":"record",
               "name":"Inner","fields":[{"name":"a","type":"int"}]},"default":{"a":5}}]}""");

  @Test
  void aRecordMayBeADefault() {
    Schema outer = AvroToConnect.schema(OUTER, null, AvroOptions.DEFAULT);
    Struct inner = (Struct) new Struct(outer).get("inner");
    assertThat(inner.get("a")).isEqualTo(5);
    assertThat(outer)
        .isEqualTo(AvroToConnect.schema(OUTER, null, AvroOptions.DEFAULT))
        .hasSameHashCodeAs(AvroToConnect.schema(OUTER, null, AvroOptions.DEFAULT));
    org.apache.avro.Schema again = ConnectToAvro.schema(outer, AvroOptions.DEFAULT);
    assertThat(again.getField("inner").defaultVal())
        .isEqualTo(OUTER.getField("inner").defaultVal());
    byte[] bytes =
        new ConnectWriter(outer, again, AvroOptions.DEFAULT).write(new byte[0], new Struct(outer));
    assertThat(bytes).containsExactly(10);
  }
}
