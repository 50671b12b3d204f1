package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.Position;
import io.acequia.streams.transforms.plan.TopicUse;
import io.acequia.streams.transforms.plan.TopicUse.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows when a plan with an end has come to it: all of its sources are processed and committed up
 * to where they ended when it started, and so is all that it sent to itself for that.
 */
public final class BatchEnd implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BatchEnd.class);
  private static final String REPARTITION = "-repartition";

  private final Admin admin;
  private final GroupPositions group;
  private final Map<TopicPartition, Long> ends;
  private final Set<String> internal;

  private BatchEnd(
      Admin admin, GroupPositions group, Map<TopicPartition, Long> ends, Set<String> internal) {
    this.admin = admin;
    this.group = group;
    this.ends = ends;
    this.internal = internal;
  }

  /**
   * Takes the sources' ends as they are now.
   *
   * @throws ConnectException if the cluster does not tell them
   */
  public static BatchEnd of(RunningTopology topology) {
    ApplicationSettings settings = topology.settings();
    Set<String> sources =
        settings.plan().topics().stream()
            .filter(use -> use.role() == Role.SOURCE)
            .map(TopicUse::topic)
            .collect(Collectors.toSet());
    Admin admin = settings.admin();
    boolean made = false;
    try {
      Map<TopicPartition, Long> ends = ends(admin, sources, settings.plan().until());
      Set<String> internal =
          topology.internalTopics().stream()
              .filter(topic -> topic.endsWith(REPARTITION))
              .collect(Collectors.toSet());
      made = true;
      return new BatchEnd(admin, new GroupPositions(admin, settings), ends, internal);
    } finally {
      if (!made) {
        admin.close();
      }
    }
  }

  private static Map<TopicPartition, Long> ends(
      Admin admin, Set<String> topics, @Nullable Position until) {
    Map<TopicPartition, Long> latest = offsets(admin, topics, OffsetSpec.latest());
    Instant time = until == null ? null : until.at();
    if (time != null) {
      offsets(admin, topics, OffsetSpec.forTimestamp(time.toEpochMilli()))
          .forEach(
              (partition, offset) -> {
                if (offset >= 0) {
                  latest.put(partition, offset);
                }
              });
    }
    return latest;
  }

  /** Whether the end is reached; false as well while the cluster does not answer. */
  public boolean isReached() {
    try {
      Map<TopicPartition, OffsetAndMetadata> positions = group.read();
      if (!covers(positions, ends)) {
        return false;
      }
      // After the sources, since what they cause is committed together with their positions.
      Set<String> there = Brokers.answer(admin.listTopics().names(), "list topics");
      there.retainAll(internal);
      return covers(group.read(), offsets(admin, there, OffsetSpec.latest()));
    } catch (ConnectException e) {
      log.warn("whether the batch is at its end cannot be told yet: {}", e.getMessage());
      return false;
    }
  }

  private static boolean covers(
      Map<TopicPartition, OffsetAndMetadata> positions, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .filter(end -> end.getValue() > 0)
        .allMatch(
            end -> {
              OffsetAndMetadata position = positions.get(end.getKey());
              return position != null && position.offset() >= end.getValue();
            });
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<String> topics, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    Brokers.answer(admin.describeTopics(topics).allTopicNames(), "describe topics " + topics)
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(p -> asked.put(new TopicPartition(topic, p.partition()), spec)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Brokers.answer(
            admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all(),
            "list offsets")
        .forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  @Override
  public void close() {
    admin.close();
  }
}
