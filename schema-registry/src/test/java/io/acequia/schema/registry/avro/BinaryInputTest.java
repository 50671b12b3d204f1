package io.acequia.schema.registry.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

/** A record may say anything, and is only ever read or refused. */
class BinaryInputTest {

  private static final Schema TREE =
      new Schema.Parser()
          .parse(
              """
              {"type":"record","name":"Tree","fields":[
               {"name":"left","type":["null","Tree"]},
               {"name":"names","type":{"type":"array","items":"string"}},
               {"name":"nulls","type":{"type":"array","items":"null"}},
               {"name":"more","type":{"type":"map","values":"bytes"}}]}""");

  @Test
  void aLengthThatIsNotThereIsRefusedBeforeAnythingIsAllocated() {
    byte[] twoGigabytes = {0, 2, -2, -1, -1, -1, 15};
    assertThatThrownBy(() -> new PlainReader(TREE, null).read(twoGigabytes, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("a length that is not inside of it");
  }

  @Test
  void itemsOfNoBytesAreCounted() {
    byte[] twoBillionNulls = {0, 0, -2, -1, -1, -1, 15, 0, 0};
    assertThatThrownBy(() -> new PlainReader(TREE, null).read(twoBillionNulls, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more items than it can have");
  }

  @Test
  void depthIsBounded() {
    byte[] deep = new byte[200_000];
    java.util.Arrays.fill(deep, (byte) 2);
    assertThatThrownBy(() -> new PlainReader(TREE, null).read(deep, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nested more than 64 deep");
  }

  @Test
  void anyBytesAreReadOrRefused() {
    Random random = new Random(7);
    PlainReader reader = new PlainReader(TREE, null);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = new byte[random.nextInt(12)];
      for (int at = 0; at < bytes.length; at++) {
        // Small numbers often, so that some of it makes sense.
        bytes[at] = (byte) (random.nextInt(4) == 0 ? random.nextInt() : random.nextInt(3));
      }
      try {
        assertThat(reader.read(bytes, 0)).isNotNull();
      } catch (DataException e) {
        refused++;
      }
    }
    assertThat(refused).isPositive().isLessThan(100_000);
  }

  @Test
  void whatIsLeftIsRefused() {
    assertThatThrownBy(() -> new PlainReader(TREE, null).read(new byte[] {0, 0, 0, 0, 9}, 0))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("more bytes than its schema says");
  }
}
