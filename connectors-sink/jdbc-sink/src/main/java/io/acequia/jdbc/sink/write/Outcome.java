package io.acequia.jdbc.sink.write;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/** What became of the work; taken by the task's thread, which alone may talk to Connect. */
public sealed interface Outcome {
  /** The batch is in the database, durably. */
  record Written(Batch batch) implements Outcome {}

  /**
   * These records are at fault and nothing of the batch is written. The writer waits: once they are
   * reported, the rest is to be handed back.
   */
  record Rejected(Batch batch, Map<SinkRecord, Exception> errors) implements Outcome {}

  /** Somebody else advanced the offsets; nothing of the batch is written, and the writer waits. */
  record Fenced(Batch batch) implements Outcome {}

  /** The next offset to read by partition, as the database has it; absent where it has none. */
  record OffsetsRead(Collection<TopicPartition> asked, Map<TopicPartition, Long> stored)
      implements Outcome {}

  /** Neither time nor another record will help; the writer has ended. */
  record Failed(ConnectException cause) implements Outcome {}
}
