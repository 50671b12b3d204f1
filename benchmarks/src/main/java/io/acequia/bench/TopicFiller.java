package io.acequia.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Fills a topic before it is measured how it is read: row {@code id} goes to partition id mod
 * partitions.
 */
final class TopicFiller {

  private final String bootstrap;

  TopicFiller(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  void fill(String topic, int partitions, long rows, LongFunction<String> row)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
    AtomicReference<Exception> failure = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", "20", "batch.size", "131072"),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long id = 0; id < rows; id++) {
        byte[] value = row.apply(id).getBytes(StandardCharsets.UTF_8);
        producer.send(
            new ProducerRecord<>(topic, (int) (id % partitions), null, value),
            (metadata, e) -> {
              if (e != null) {
                failure.compareAndSet(null, e);
              }
            });
      }
      producer.flush();
    }
    if (failure.get() != null) {
      throw new ExecutionException("could not fill " + topic, failure.get());
    }
  }
}
