package io.acequia.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends rows to two partitions at a steady rate; ids go on from one call to the next. */
final class SteadyProducer implements AutoCloseable {

  private static final long TICK_NANOS = 20_000_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final String topic;
  private long sent;

  SteadyProducer(String bootstrap, String topic) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", "20", "batch.size", "131072"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.topic = topic;
  }

  void send(LongFunction<String> rows, int rowsASecond, Duration duration) {
    long before = sent;
    long start = System.nanoTime();
    long passed = 0;
    while (passed < duration.toNanos()) {
      long due = before + Math.round(passed / 1e9 * rowsASecond);
      for (; sent < due; sent++) {
        byte[] value = rows.apply(sent).getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic, (int) (sent % 2), null, value));
      }
      LockSupport.parkNanos(TICK_NANOS);
      passed = System.nanoTime() - start;
    }
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
