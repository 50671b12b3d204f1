package io.acequia.streams.transforms.combine;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Adds rows of one group and window together for a moment, so that there are fewer to be written,
 * read and looked up. Here and not in the topology, because a topology is not told of a commit
 * before it happens, and its producer is: Streams flushes it before it commits positions, so that
 * no row is held that is committed. What is held when a transaction is aborted belongs to it.
 *
 * <p>One stream thread calls all that is overridden here.
 */
final class CombiningProducer extends KafkaProducer<byte[], byte[]> {

  /** How long rows are held while others come. */
  private static final long HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Streams does not look at it. */
  private static final Future<RecordMetadata> NONE =
      CompletableFuture.failedFuture(
          new UnsupportedOperationException("a row that is added to others has no place"));

  private final RowCombiner rows;
  private long drained = System.nanoTime();

  CombiningProducer(Map<String, Object> settings, Combining combining) {
    super(settings, new ByteArraySerializer(), new ByteArraySerializer());
    rows = new RowCombiner(combining);
  }

  @Override
  public Future<RecordMetadata> send(
      ProducerRecord<byte[], byte[]> record, @Nullable Callback callback) {
    if (!rows.takes(record)) {
      return super.send(record, callback);
    }
    if (rows.mustFollow(record)) {
      drain();
    }
    rows.add(record, callback);
    if (rows.isFull() || System.nanoTime() - drained > HOLD_NANOS) {
      drain();
    }
    return NONE;
  }

  private void drain() {
    rows.drain(super::send);
    drained = System.nanoTime();
  }

  @Override
  public void flush() {
    drain();
    super.flush();
  }

  @Override
  public void commitTransaction() {
    drain();
    super.commitTransaction();
  }

  @Override
  public void abortTransaction() {
    rows.clear();
    super.abortTransaction();
  }
}
