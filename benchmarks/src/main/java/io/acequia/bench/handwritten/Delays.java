package io.acequia.bench.handwritten;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/** Count, sum and maximum of delays; 20 bytes in a store. */
final class Delays {

  private static final int SIZE = 20;

  private long count;
  private long sum;
  private int max = Integer.MIN_VALUE;

  Delays add(int delay) {
    count++;
    sum += delay;
    max = Math.max(max, delay);
    return this;
  }

  long count() {
    return count;
  }

  long sum() {
    return sum;
  }

  double average() {
    return (double) sum / count;
  }

  int max() {
    return max;
  }

  /** Their form in a store. */
  static final class DelaysSerde implements Serde<Delays> {

    @Override
    public Serializer<Delays> serializer() {
      return (topic, delays) ->
          ByteBuffer.allocate(SIZE)
              .putLong(delays.count)
              .putLong(delays.sum)
              .putInt(delays.max)
              .array();
    }

    @Override
    public Deserializer<Delays> deserializer() {
      return (topic, bytes) -> {
        if (bytes == null) {
          return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        Delays delays = new Delays();
        delays.count = buffer.getLong();
        delays.sum = buffer.getLong();
        delays.max = buffer.getInt();
        return delays;
      };
    }
  }
}
