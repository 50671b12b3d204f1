package io.acequia.object.store.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartStreamTest {
  @Test
  void partsHaveTheirSizeAndAllBytesInOrder() {
    List<ByteBuffer> parts = new ArrayList<>();
    PartStream stream = new PartStream(1_000, parts::add);
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      stream.write(bytes, 0, bytes.length);
      expected.writeBytes(bytes);
      stream.write(i);
      expected.write(i);
    }
    assertThat(parts).allMatch(part -> part.remaining() == 1_000);
    assertThat(stream.size()).isLessThan(1_000);
    parts.add(stream.take());
    ByteArrayOutputStream actual = new ByteArrayOutputStream();
    for (ByteBuffer part : parts) {
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      actual.writeBytes(bytes);
    }
    assertThat(actual.toByteArray()).isEqualTo(expected.toByteArray());
  }

  @Test
  void littleIsHeldForAFewBytes() {
    PartStream stream = new PartStream(8 << 20, part -> {});
    stream.write(new byte[100], 0, 100);
    assertThat(stream.held()).isLessThan(1_000);
  }

  @Test
  void partIsCutEarlyWhenAskedFor() {
    List<ByteBuffer> parts = new ArrayList<>();
    PartStream stream = new PartStream(1_000, parts::add);
    stream.write(new byte[600], 0, 600);
    stream.cut();
    assertThat(parts).singleElement().matches(part -> part.remaining() == 600);
    assertThat(stream.size()).isZero();
  }
}
