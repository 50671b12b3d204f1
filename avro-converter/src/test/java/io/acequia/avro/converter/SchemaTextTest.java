package io.acequia.avro.converter;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.schema.registry.avro.AvroOptions;
import io.acequia.schema.registry.avro.AvroToConnect;
import io.acequia.schema.registry.avro.ConnectReader;
import io.acequia.schema.registry.avro.ConnectToAvro;
import io.acequia.schema.registry.avro.ConnectWriter;
import io.acequia.testkit.ConfluentClasses;
import java.util.function.Function;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.junit.jupiter.api.Test;

/** Schemas and values without a registry: random ones, so many that each kind meets each other. */
class SchemaTextTest {

  private static final int SEEDS = 1_000;
  private static final byte[] NOTHING = {};

  @Test
  void schemasHaveTheTextThatConfluentsHave() {
    Function<Schema, String> theirs = ConfluentClasses.schemaTexts();
    for (int seed = 0; seed < SEEDS; seed++) {
      Schema schema = new RandomRecords(seed).struct();
      assertThat(ConnectToAvro.schema(schema, AvroOptions.DEFAULT))
          .as("seed %d", seed)
          .hasToString(theirs.apply(schema));
    }
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    for (int seed = 0; seed < SEEDS; seed++) {
      RandomRecords random = new RandomRecords(seed);
      Schema schema = random.struct();
      org.apache.avro.Schema avro = ConnectToAvro.schema(schema, AvroOptions.DEFAULT);
      ConnectWriter writer = new ConnectWriter(schema, avro, AvroOptions.DEFAULT);
      ConnectReader reader = new ConnectReader(avro, null, AvroOptions.DEFAULT);
      byte[] first = writer.write(NOTHING, random.value(schema));
      SchemaAndValue read = reader.read(first, 0);
      assertThat(read.schema()).isEqualTo(AvroToConnect.schema(avro, null, AvroOptions.DEFAULT));
      ConnectWriter again = new ConnectWriter(read.schema(), avro, AvroOptions.DEFAULT);
      assertThat(reader.read(again.write(NOTHING, read.value()), 0))
          .as("seed %d", seed)
          .isEqualTo(read);
    }
  }
}
