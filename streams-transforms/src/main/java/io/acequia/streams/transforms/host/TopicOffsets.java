package io.acequia.streams.transforms.host;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/** Asks the cluster for offsets of all partitions of topics. */
final class TopicOffsets {

  private final Admin admin;
  private final IsolationLevel isolation;

  /**
   * @param isolation whether what an open transaction has written counts as being there
   */
  TopicOffsets(Admin admin, IsolationLevel isolation) {
    this.admin = admin;
    this.isolation = isolation;
  }

  /**
   * The offsets; negative where nothing is as new as the time that was asked for.
   *
   * @throws ConnectException if a topic does not exist, among other things
   */
  Map<TopicPartition, Long> of(Collection<String> topics, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    Brokers.answer(admin.describeTopics(topics).allTopicNames(), "describe topics " + topics)
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(p -> asked.put(new TopicPartition(topic, p.partition()), spec)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Brokers.answer(
            admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all(),
            "list offsets of topics " + topics)
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }
}
