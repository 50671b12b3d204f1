package io.acequia.streams.transforms.host;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators how much of the state had to be read again from its changelogs. */
final class RestoreLog implements StateRestoreListener {

  private static final Logger log = LoggerFactory.getLogger(RestoreLog.class);

  private final String application;
  private final Map<TopicPartition, Long> began = new ConcurrentHashMap<>();

  RestoreLog(String application) {
    this.application = application;
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
    began.put(changelog, System.nanoTime());
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long end, long records) {
    // The sum is told at the end.
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long records) {
    Long since = began.remove(changelog);
    if (since != null && records > 0) {
      log.info(
          "application {} restored {} records of {} from {} in {} ms",
          application,
          records,
          store,
          changelog,
          (System.nanoTime() - since) / 1_000_000);
    }
  }
}
