package io.acequia.streams.transforms.topology;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.streams.Topology;

/** A plan that was compiled: all that is needed to run it, wherever it runs. */
public interface TopologyPlan {

  /** What the plan is called; of an application that has no other name. */
  String name();

  Topology topology();

  /** What the topology needs of Kafka Streams, such as its guarantee and its handlers. */
  Map<String, Object> streamsSettings();

  /** The topics that must exist before the topology starts. */
  Set<String> sourceTopics();

  /** Equal for plans that make the same topology. */
  String fingerprint();
}
