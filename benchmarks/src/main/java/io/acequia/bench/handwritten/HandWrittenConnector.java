package io.acequia.bench.handwritten;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.SourceConnector;

/** Hosts {@link DelaysByOrigin} in one task. */
public final class HandWrittenConnector extends SourceConnector {

  static final String SOURCE = "source";
  static final String SINK = "sink";
  static final String GRACE_MS = "grace.ms";

  /** Settings of Kafka Streams follow this. */
  static final String STREAMS = "streams.";

  static final ConfigDef CONFIG =
      new ConfigDef()
          .define(SOURCE, Type.STRING, Importance.HIGH, "The topic of flights.")
          .define(SINK, Type.STRING, Importance.HIGH, "The topic of results.")
          .define(GRACE_MS, Type.LONG, Importance.HIGH, "How late a flight may be.");

  private Map<String, String> settings = Map.of();

  @Override
  public void start(Map<String, String> props) {
    settings = Map.copyOf(props);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return HandWrittenTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return List.of(settings);
  }

  @Override
  public void stop() {
    settings = Map.of();
  }

  @Override
  public ConfigDef config() {
    return CONFIG;
  }

  @Override
  public String version() {
    return "1";
  }
}
