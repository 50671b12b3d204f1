package io.acequia.schema.registry.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ConnectWriterTest {

  private static final byte[] PREFIX = {0, 0, 0, 0, 7};

  @Test
  void valueThatIsNotOfItsSchemaLeavesNothingInTheNext() {
    Schema schema =
        SchemaBuilder.struct()
            .field("name", Schema.STRING_SCHEMA)
            .field("count", Schema.INT64_SCHEMA)
            .build();
    ConnectWriter writer =
        new ConnectWriter(
            schema, ConnectToAvro.schema(schema, AvroOptions.DEFAULT), AvroOptions.DEFAULT);
    Struct right = new Struct(schema).put("name", "a").put("count", 1L);
    byte[] alone = writer.write(PREFIX, right);
    Struct withoutCount = new Struct(schema).put("name", "lost");
    assertThatThrownBy(() -> writer.write(PREFIX, withoutCount)).isInstanceOf(DataException.class);
    assertThat(writer.write(PREFIX, right)).isEqualTo(alone);
  }
}
