package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.Position;
import io.acequia.streams.transforms.plan.Position.Kind;
import io.acequia.streams.transforms.plan.TopicUse;
import io.acequia.streams.transforms.plan.TopicUse.Role;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Lets an application that has no positions yet begin where its plan says: at the end of its
 * sources, or at a time. From their beginning it begins by itself.
 */
final class FirstPositions {

  private final ApplicationSettings settings;
  private final Admin admin;

  FirstPositions(ApplicationSettings settings, Admin admin) {
    this.settings = settings;
    this.admin = admin;
  }

  /** Sets the positions, unless the application has some already. */
  void set() {
    Position from = settings.plan().from();
    if (from.kind() == Kind.BEGINNING) {
      return;
    }
    GroupPositions positions = new GroupPositions(admin, settings);
    Set<String> topics =
        settings.plan().topics().stream()
            .filter(use -> use.role() == Role.SOURCE)
            .map(TopicUse::topic)
            .collect(Collectors.toSet());
    boolean begun = positions.read().keySet().stream().anyMatch(p -> topics.contains(p.topic()));
    if (begun) {
      return;
    }
    try {
      positions.write(at(topics, from));
    } catch (ConnectException e) {
      // Another worker was faster, set them and has begun.
      if (!(e.getCause() instanceof UnknownMemberIdException)
          && !(e.getCause() instanceof GroupNotEmptyException)) {
        throw e;
      }
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> at(Set<String> topics, Position from) {
    Map<TopicPartition, Long> ends = offsets(topics, OffsetSpec.latest());
    Map<TopicPartition, Long> wanted = ends;
    Instant time = from.at();
    if (time != null) {
      wanted = offsets(topics, OffsetSpec.forTimestamp(time.toEpochMilli()));
    }
    Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
    wanted.forEach(
        (partition, offset) ->
            // Nothing is as new as the time: the end.
            positions.put(
                partition,
                new OffsetAndMetadata(offset < 0 ? ends.getOrDefault(partition, 0L) : offset)));
    return positions;
  }

  private Map<TopicPartition, Long> offsets(Set<String> topics, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    Brokers.answer(admin.describeTopics(topics).allTopicNames(), "describe the source topics")
        .forEach(
            (topic, description) ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            asked.put(new TopicPartition(topic, partition.partition()), spec)));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        Brokers.answer(admin.listOffsets(asked).all(), "list the offsets of the source topics");
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
