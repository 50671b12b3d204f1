package io.acequia.streams.transforms.topology;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** A topology with what its host needs to know to run it. */
public interface TopologyPlan {

  /** The name of the application if the plan gives one, otherwise empty. */
  String name();

  /** A topology of its own for each {@code KafkaStreams}: Streams changes the one that it runs. */
  Topology topology();

  /** Settings of {@code StreamsConfig} that the plan decides: the guarantee, handlers of errors. */
  Map<String, Object> streamsSettings();

  /** The topics that are read, tables' included; they must exist. */
  Set<String> sourceTopics();

  /** Equal for plans that do the same; SHA-256 in hexadecimal. */
  String fingerprint();
}
