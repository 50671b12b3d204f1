package io.acequia.elasticsearch.sink;

import io.acequia.testkit.RecordingSinkContext;
import io.acequia.testkit.SinkTaskDriver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Tasks of the sink that a test drives until it ends, and records of their topic. */
final class EventTasks implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(2);
  static final TopicPartition P0 = new TopicPartition("events", 0);
  static final TopicPartition P1 = new TopicPartition("events", 1);

  private static final long TIME = 5_000;

  private final List<SinkTaskDriver> started = new ArrayList<>();

  /** A task that reports bad records, and has these partitions. */
  SinkTaskDriver start(Map<String, String> config, TopicPartition... partitions) {
    SinkTaskDriver driver =
        new SinkTaskDriver(new ElasticsearchSinkTask(), RecordingSinkContext.reporting(config));
    started.add(driver);
    driver.start();
    driver.assign(partitions);
    return driver;
  }

  /** Stops the tasks. */
  @Override
  public void close() {
    started.forEach(SinkTaskDriver::stop);
    started.clear();
  }

  /** Documents {@code {"n": offset}} of partition 0. */
  static List<SinkRecord> numbers(long from, long to) {
    return LongStream.range(from, to).mapToObj(n -> record(n, "{\"n\":" + n + "}")).toList();
  }

  /** Of partition 0. */
  static SinkRecord record(long offset, Object value) {
    return record(P0, offset, null, value);
  }

  /** Of partition 0. */
  static SinkRecord keyed(long offset, String key, @Nullable Object value) {
    return record(P0, offset, key, value);
  }

  static SinkRecord struct(TopicPartition partition, long offset, Struct value) {
    return record(partition, offset, null, value);
  }

  private static SinkRecord record(
      TopicPartition partition, long offset, @Nullable String key, @Nullable Object value) {
    return new SinkRecord(
        partition.topic(),
        partition.partition(),
        null,
        key,
        value instanceof Struct struct ? struct.schema() : null,
        value,
        offset,
        TIME,
        TimestampType.CREATE_TIME);
  }
}
