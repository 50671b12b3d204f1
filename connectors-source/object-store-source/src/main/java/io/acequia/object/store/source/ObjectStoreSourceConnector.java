package io.acequia.object.store.source;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.config.StoreOptions;
import io.acequia.object.store.source.notify.SqsQueue;
import io.acequia.object.store.source.offset.ObjectOffset;
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
 * Reads the files of an object store or a folder and writes their records to Kafka.
 *
 * <p>Delivery: exactly once on a worker that supports it, otherwise at least once. A record's
 * offset is its number in one version of its object, and reading that version again yields the same
 * records in the same order; so whatever the worker committed with its records is never read again.
 * An object that is replaced by another of the same key is another object. Where several tasks
 * share one queue of notifications, two may be told of an object at once: then at least once.
 */
public final class ObjectStoreSourceConnector extends SourceConnector {

  private Map<String, String> properties = Map.of();

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void start(Map<String, String> props) {
    properties = Map.copyOf(props);
  }

  @Override
  public Class<? extends Task> taskClass() {
    return ObjectStoreSourceTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return IntStream.range(0, maxTasks).mapToObj(task -> taskConfig(task, maxTasks)).toList();
  }

  private Map<String, String> taskConfig(int task, int tasks) {
    Map<String, String> config = new HashMap<>(properties);
    config.put(ObjectStoreSourceConfig.TASK, Integer.toString(task));
    config.put(ObjectStoreSourceConfig.TASKS, Integer.toString(tasks));
    return config;
  }

  @Override
  public void stop() {
    // The tasks do everything.
  }

  @Override
  public ConfigDef config() {
    return ObjectStoreSourceConfig.configDef();
  }

  @Override
  public Config validate(Map<String, String> props) {
    Config validated = super.validate(props);
    ConfigProblems problems = ConfigProblems.of(validated);
    if (!problems.none()) {
      return validated;
    }
    ObjectStoreSourceConfig config = new ObjectStoreSourceConfig(props);
    config.check(problems);
    if (problems.none() && config.store().validatesConnection()) {
      try (ObjectStore store = config.store().open()) {
        store.check();
      } catch (ObjectStoreException e) {
        problems.add(StoreOptions.URL, String.valueOf(e.getMessage()));
      }
      checkQueue(config, problems);
    }
    return validated;
  }

  private static void checkQueue(ObjectStoreSourceConfig config, ConfigProblems problems) {
    if (config.isNotified()) {
      try (SqsQueue queue = config.notificationQueue()) {
        queue.check();
      } catch (ObjectStoreException e) {
        problems.add(ObjectStoreSourceConfig.QUEUE_URL, String.valueOf(e.getMessage()));
      }
    }
  }

  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
    boolean alone = "1".equals(props.getOrDefault("tasks.max", "1").trim());
    return alone || props.get(ObjectStoreSourceConfig.QUEUE_URL) == null
        ? ExactlyOnceSupport.SUPPORTED
        : ExactlyOnceSupport.UNSUPPORTED;
  }

  /** Accepts well-formed offsets, and their removal, after which the object is read anew. */
  @Override
  public boolean alterOffsets(
      Map<String, String> props, Map<Map<String, ?>, Map<String, ?>> offsets) {
    offsets.forEach(ObjectOffset::check);
    return true;
  }
}
