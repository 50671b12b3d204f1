package io.acequia.testkit;

import io.acequia.local.process.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes numbered records to a topic at a steady pace until it is ended, so that a sink is in the
 * middle of its work whenever something happens to it.
 */
public final class RecordFeed implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ROUNDS_A_SECOND = 50;

  private final KafkaProducer<byte[], byte[]> producer;
  private final ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1);
  private final ScheduledFuture<?> rounds;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private long next;

  private RecordFeed(String bootstrap, String topic, int perSecond, LongFunction<String> value) {
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "enable.idempotence", true),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    this.rounds =
        thread.scheduleAtFixedRate(
            () -> send(topic, perSecond / ROUNDS_A_SECOND, value),
            0,
            1_000 / ROUNDS_A_SECOND,
            TimeUnit.MILLISECONDS);
  }

  /**
   * Begins with number 0.
   *
   * @param value the value of the record with this number
   */
  public static RecordFeed start(
      String bootstrap, String topic, int perSecond, LongFunction<String> value) {
    return new RecordFeed(bootstrap, topic, perSecond, value);
  }

  private void send(String topic, int count, LongFunction<String> value) {
    for (int i = 0; i < count; i++) {
      byte[] bytes = value.apply(next++).getBytes(StandardCharsets.UTF_8);
      var unused =
          producer.send(
              new ProducerRecord<>(topic, bytes),
              (metadata, error) -> {
                if (error == null) {
                  acknowledged.incrementAndGet();
                } else {
                  failure.compareAndSet(null, error);
                }
              });
    }
  }

  /** How many records the topic has by now. */
  public long acknowledged() {
    return acknowledged.get();
  }

  /**
   * Returns when more of it has been written to the target, and it has gone on past that.
   *
   * @param written how many of its records the target has
   */
  public void awaitMidWrite(Callable<Long> written) throws Exception {
    long before = written.call();
    Await.until("more to be written", PATIENCE, () -> written.call() > before);
    long there = written.call();
    // Acknowledgements reach the feed later than the records reach the sink.
    Await.until("the feed to be past " + there, PATIENCE, () -> acknowledged() > there);
  }

  /**
   * Ends it.
   *
   * @return how many records the topic has, with the numbers from 0 on
   * @throws IllegalStateException if one of them could not be written
   */
  public long end() {
    rounds.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new TimeoutException("the feed does not end");
      }
      if (!rounds.isCancelled()) {
        rounds.get(0, TimeUnit.SECONDS); // Tells why it ended by itself.
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("a record was not written", failure.get());
    }
    return acknowledged();
  }

  @Override
  public void close() {
    thread.shutdownNow();
    producer.close();
  }
}
