package io.acequia.bench.handwritten;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** One {@code KafkaStreams} with as many threads as its settings say. */
public final class HandWrittenTask extends SourceTask {

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private @Nullable KafkaStreams streams;

  @Override
  public void start(Map<String, String> props) {
    Properties settings = new Properties();
    props.forEach(
        (key, value) -> {
          if (key.startsWith(HandWrittenConnector.STREAMS)) {
            settings.put(key.substring(HandWrittenConnector.STREAMS.length()), value);
          }
        });
    settings.put(StreamsConfig.TOPOLOGY_OPTIMIZATION_CONFIG, StreamsConfig.OPTIMIZE);
    AbstractConfig config = new AbstractConfig(HandWrittenConnector.CONFIG, props, false);
    StreamsBuilder flights =
        DelaysByOrigin.topology(
            config.getString(HandWrittenConnector.SOURCE),
            config.getString(HandWrittenConnector.SINK),
            Duration.ofMillis(config.getLong(HandWrittenConnector.GRACE_MS)));
    KafkaStreams own = new KafkaStreams(flights.build(settings), settings);
    own.setUncaughtExceptionHandler(
        cause -> {
          failure = cause;
          ended.countDown();
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    own.start();
    streams = own;
  }

  @Override
  public @Nullable List<SourceRecord> poll() throws InterruptedException {
    if (ended.await(100, TimeUnit.MILLISECONDS)) {
      throw new ConnectException("the topology failed", failure);
    }
    return null;
  }

  @Override
  public void stop() {
    if (streams != null) {
      streams.close(
          CloseOptions.timeout(Duration.ofSeconds(4))
              .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
  }

  @Override
  public String version() {
    return "1";
  }
}
