package io.acequia.commons.offset;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Where a record came from, whatever transforms have made of its topic since.
 *
 * @param partition the topic and partition that the consumer read
 * @param offset the record's offset there
 */
public record SinkPosition(TopicPartition partition, long offset) {

  /** The original coordinates (KIP-793; the workers we support all have them). */
  public static SinkPosition of(SinkRecord record) {
    return new SinkPosition(
        new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
        record.originalKafkaOffset());
  }
}
