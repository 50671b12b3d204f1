package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.Delivery;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.registry.RegistryAccess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/**
 * One application: a plan, its identity in the cluster, and how it reaches Kafka.
 *
 * @param applicationId the group of its consumers and the prefix of its internal topics
 * @param stateName the folder of its state within {@code stateDir}
 * @param stateDir the folder that applications of this machine share
 * @param streamsGroup whether the broker assigns the work (KIP-1071), not one of the members
 * @param createTopics whether topics that results go to are created if they are missing
 * @param stopTimeout how long closing may take
 * @param kafka settings of Kafka Streams and its clients, secrets among them; those of {@link
 *     RegistryAccess} begin with its prefix
 * @param limit where a batch ends; null if that is taken at its start, or the plan has no end
 */
public record ApplicationSettings(
    String applicationId,
    String stateName,
    Plan plan,
    Path stateDir,
    boolean streamsGroup,
    boolean createTopics,
    Duration stopTimeout,
    Map<String, Object> kafka,
    @Nullable BatchLimit limit) {

  private static final int ADMIN_TIMEOUT_MS = 15_000;
  private static final String INTERCEPTORS = ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG;

  /** Nobody waits for a batch's results one by one, but its end waits for the last commit. */
  private static final int BATCH_COMMIT_MS = 1_000;

  public ApplicationSettings {
    kafka = Map.copyOf(kafka);
  }

  /** Without a limit: a batch takes it at its start. */
  public ApplicationSettings(
      String applicationId,
      String stateName,
      Plan plan,
      Path stateDir,
      boolean streamsGroup,
      boolean createTopics,
      Duration stopTimeout,
      Map<String, Object> kafka) {
    this(
        applicationId,
        stateName,
        plan,
        stateDir,
        streamsGroup,
        createTopics,
        stopTimeout,
        kafka,
        null);
  }

  /** Settings of {@code KafkaStreams} beyond what the topology asks for. */
  Map<String, Object> streams(Path slot, Map<String, Object> ofTopology) {
    Map<String, Object> all = new HashMap<>(common());
    all.putAll(ofTopology);
    all.putAll(ofKafka());
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    all.put(StreamsConfig.STATE_DIR_CONFIG, slot.toString());
    all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    if (streamsGroup) {
      all.put("group.protocol", "streams");
    }
    if (limit != null) {
      stopAt(limit, all);
    }
    return all;
  }

  private void stopAt(BatchLimit end, Map<String, Object> all) {
    if (plan.delivery() == Delivery.AT_LEAST_ONCE) {
      all.putIfAbsent(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, BATCH_COMMIT_MS);
    }
    all.put(StreamsConfig.mainConsumerPrefix(RecordsUpToLimit.LIMIT), end);
    String others =
        Stream.of(
                StreamsConfig.mainConsumerPrefix(INTERCEPTORS),
                StreamsConfig.consumerPrefix(INTERCEPTORS),
                INTERCEPTORS)
            .map(all::get)
            .filter(Objects::nonNull)
            .map(given -> "," + given)
            .findFirst()
            .orElse("");
    all.put(
        StreamsConfig.mainConsumerPrefix(INTERCEPTORS), RecordsUpToLimit.class.getName() + others);
  }

  /** The same with the limit of a batch as it is now, if it is one and has none yet. */
  ApplicationSettings withLimit() {
    if (!plan.isBatch() || limit != null) {
      return this;
    }
    return withLimit(BatchLimit.of(this));
  }

  /** The same with a limit; null for none. */
  public ApplicationSettings withLimit(@Nullable BatchLimit end) {
    return new ApplicationSettings(
        applicationId,
        stateName,
        plan,
        stateDir,
        streamsGroup,
        createTopics,
        stopTimeout,
        kafka,
        end);
  }

  /** What is for schema registries is not for Kafka. */
  private Map<String, Object> ofKafka() {
    Map<String, Object> all = new HashMap<>(kafka);
    all.keySet().removeIf(key -> key.startsWith(RegistryAccess.PREFIX));
    return all;
  }

  /** How schema registries are reached. */
  RegistryAccess registry() {
    Map<String, Object> all = new HashMap<>();
    kafka.forEach(
        (key, value) -> {
          if (key.startsWith(RegistryAccess.PREFIX)) {
            all.put(key.substring(RegistryAccess.PREFIX.length()), value);
          }
        });
    return RegistryAccess.of(all);
  }

  private static Map<String, Object> common() {
    // Members that are stopped leave the group at once, else their work would wait for the session
    // to time out. This is how Streams before 4.2 is told; later ones are told when they close.
    return Map.of(StreamsConfig.mainConsumerPrefix("internal.leave.group.on.close"), true);
  }

  /**
   * A client for topics and groups, which gives up after 15 seconds; the caller closes it.
   *
   * @throws ConfigException if the settings are wrong
   */
  Admin admin() {
    Map<String, Object> settings = clientConfig().getAdminConfigs(applicationId + "-host");
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS / 3);
    return Admin.create(settings);
  }

  /** From which the settings of each kind of client can be taken. */
  StreamsConfig clientConfig() {
    Map<String, Object> all = new HashMap<>(ofKafka());
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    return new StreamsConfig(all);
  }

  /** Without the settings of Kafka, since secrets are among them. */
  @Override
  public String toString() {
    return "application " + applicationId + " with state in " + stateDir.resolve(stateName);
  }
}
