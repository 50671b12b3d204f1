package io.acequia.streams.transforms.host;

import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;

/** What the topics are called that Kafka Streams makes for a topology. */
final class InternalTopics {

  private InternalTopics() {}

  /**
   * The names that a topology's internal topics can have, of which some may not exist. Taken from
   * the topology and not by the application's prefix, which another application's name may begin
   * with, too.
   */
  static Set<String> of(String applicationId, Topology topology) {
    Set<String> names = new LinkedHashSet<>();
    TopologyDescription description = topology.describe();
    for (Subtopology part : description.subtopologies()) {
      for (Node node : part.nodes()) {
        if (node instanceof Processor processor) {
          processor
              .stores()
              .forEach(store -> names.add(applicationId + "-" + store + "-changelog"));
        } else if (node instanceof Sink sink && sink.topic() != null) {
          names.add(applicationId + "-" + sink.topic());
        } else if (node instanceof Source source && source.topicSet() != null) {
          source.topicSet().forEach(topic -> names.add(applicationId + "-" + topic));
        }
      }
    }
    return names;
  }
}
