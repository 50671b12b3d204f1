package io.acequia.http.source;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.http.source.server.PortProbe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Takes events over HTTP and WebSocket and writes them to Kafka.
 *
 * <p>Delivery: at least once. {@code accepted} is answered after Kafka acknowledged the record (on
 * an exactly-once worker: after the transaction was committed), so nothing accepted is ever lost.
 * An event whose answer did not reach the client is sent again by the client; within a window the
 * repeat is recognised by its {@code event_id}, after a crash it becomes a second record with the
 * same key, which a sink that upserts by key makes one again. That is why {@link
 * #exactlyOnceSupport} does not claim more.
 */
public final class HttpIngestSourceConnector extends SourceConnector {

  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return PluginVersion.get();
  }

  @Override
  public void start(Map<String, String> props) {
    properties = Map.copyOf(props);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return HttpIngestSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return IntStream.range(0, maxTasks).mapToObj(this::taskConfig).toList();
  }

  private Map<String, String> taskConfig(int task) {
    Map<String, String> config = new HashMap<>(properties);
    config.put(HttpIngestSourceConfig.TASK_ID, Integer.toString(task));
    return config;
  }

  @Override
  public void stop() {
    // The listener belongs to the tasks.
  }

  @Override
  public ConfigDef config() {
    return HttpIngestSourceConfig.configDef();
  }

  @Override
  public Config validate(Map<String, String> props) {
    Config validated = super.validate(props);
    ConfigProblems problems = ConfigProblems.of(validated);
    if (!problems.none()) {
      return validated;
    }
    HttpIngestSourceConfig config = new HttpIngestSourceConfig(props);
    config.check(problems);
    if (problems.none() && config.getBoolean(HttpIngestSourceConfig.VALIDATE_LISTENER)) {
      PortProbe.check(config, props.getOrDefault("name", ""), problems);
    }
    return validated;
  }

  /** Not claimed: see the class. The worker may run the connector exactly-once all the same. */
  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
    return ExactlyOnceSupport.UNSUPPORTED;
  }

  /**
   * Accepts any well-formed offsets, and their removal: they count the events that a task has
   * taken, and nothing is read back from clients by them.
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> props, Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(SourceOffsets::check);
    return true;
  }
}
