package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.combine.TopologyClients;
import io.acequia.streams.transforms.query.StoreView;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.KafkaClientSupplier;
import org.apache.kafka.streams.Topology;

/** A topology with what its host needs to know to run it. */
public interface TopologyPlan {

  /** The name of the application if the plan gives one, otherwise empty. */
  String name();

  /** A topology of its own for each {@code KafkaStreams}: Streams changes the one that it runs. */
  Topology topology();

  /** Settings of {@code StreamsConfig} that the plan decides: the guarantee, handlers of errors. */
  Map<String, Object> streamsSettings();

  /** The clients that it needs to run in {@code KafkaStreams}; without an opinion Kafka's own. */
  default KafkaClientSupplier clients(String applicationId) {
    return new TopologyClients(null);
  }

  /** The topics that are read, tables' included; they must exist. */
  Set<String> sourceTopics();

  /** How the stores of the topology are read, by the names that queries call them. */
  default Map<String, StoreView<?, ?>> stores() {
    return Map.of();
  }

  /** How many records the topologies of this plan in this process sent to its dead letter topic. */
  default long deadLetters() {
    return 0;
  }

  /** Equal for plans that do the same; SHA-256 in hexadecimal. */
  String fingerprint();

  /**
   * Has every window closed that is open, as at the end of a batch: its tasks take the time as past
   * and write what they hold back. For all topologies of this plan in this process.
   */
  default void closeWindows() {}

  /**
   * Whether all tasks have done what {@link #closeWindows} asks. The results are written with the
   * next commit, that of a close included.
   */
  default boolean areWindowsClosed() {
    return true;
  }
}
