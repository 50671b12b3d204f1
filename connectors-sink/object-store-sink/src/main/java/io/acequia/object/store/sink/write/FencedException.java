package io.acequia.object.store.sink.write;

import java.io.IOException;
import org.apache.kafka.common.TopicPartition;

/** Somebody else writes this partition: what was given up is theirs to write. */
final class FencedException extends IOException {
  private static final long serialVersionUID = 1L;

  FencedException(TopicPartition partition) {
    super("the index of " + partition + " was changed by another task");
  }
}
