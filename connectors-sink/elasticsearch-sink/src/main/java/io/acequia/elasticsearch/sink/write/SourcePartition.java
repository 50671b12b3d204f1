package io.acequia.elasticsearch.sink.write;

import org.apache.kafka.common.TopicPartition;

/** A partition as long as it is this task's: one that comes back later is another object. */
final class SourcePartition {
  private final TopicPartition partition;
  private volatile boolean revoked;

  SourcePartition(TopicPartition partition) {
    this.partition = partition;
  }

  TopicPartition partition() {
    return partition;
  }

  boolean isRevoked() {
    return revoked;
  }

  void revoke() {
    revoked = true;
  }
}
