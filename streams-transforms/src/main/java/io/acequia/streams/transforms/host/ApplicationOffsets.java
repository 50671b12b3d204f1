package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.TopicUse;
import io.acequia.streams.transforms.plan.TopicUse.Role;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Moves an application that does not run: to other positions, or back to where it began. */
public final class ApplicationOffsets {

  private static final Logger log = LoggerFactory.getLogger(ApplicationOffsets.class);

  private final ApplicationSettings settings;
  private final TopologyCompiler compiler;

  public ApplicationOffsets(ApplicationSettings settings, TopologyCompiler compiler) {
    this.settings = settings;
    this.compiler = compiler;
  }

  /**
   * Forgets all that the application knows: its positions, its internal topics, the plan that it
   * ran, and its state on this machine. State on other machines is emptied when they start.
   *
   * @throws ConnectException if it still runs somewhere, or the cluster refuses
   */
  public void reset() {
    try (Admin admin = settings.admin()) {
      PlanLog planLog = new PlanLog(settings);
      RecordedPlan recorded = planLog.read(admin);
      // First what fails while members are there: nothing is deleted under a running topology.
      new GroupPositions(admin, settings).delete();
      Set<String> topics = new LinkedHashSet<>(internalTopics(recorded));
      topics.add(planLog.topic());
      topics.retainAll(Brokers.answer(admin.listTopics().names(), "list topics"));
      Brokers.answer(admin.deleteTopics(topics).all(), "delete topics " + topics);
      log.info("application {} was reset, with topics {}", settings.applicationId(), topics);
    }
    clearState();
  }

  private Set<String> internalTopics(@Nullable RecordedPlan recorded) {
    String id = settings.applicationId();
    Set<String> topics =
        new LinkedHashSet<>(InternalTopics.of(id, compiler.compile(settings.plan()).topology()));
    if (recorded != null && !recorded.plan().equals(settings.plan())) {
      topics.addAll(InternalTopics.of(id, compiler.compile(recorded.plan()).topology()));
    }
    return topics;
  }

  private void clearState() {
    Path parent = settings.stateDir().resolve(settings.stateName());
    if (!Files.isDirectory(parent)) {
      return;
    }
    try (Stream<Path> folders = Files.list(parent)) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        try (StateSlot slot = StateSlot.tryAcquire(folder)) {
          if (slot != null) {
            slot.clear();
          }
        }
      }
    } catch (IOException e) {
      throw new ConnectException("the state folder " + parent + " cannot be emptied", e);
    }
  }

  /**
   * Lets the application go on at these positions of its sources. Its state stays as it is.
   *
   * @throws ConnectException if a partition or an offset does not exist, or the application still
   *     runs somewhere
   */
  public void move(Map<TopicPartition, Long> positions) {
    try (Admin admin = settings.admin()) {
      check(admin, positions);
      Map<TopicPartition, OffsetAndMetadata> wanted =
          positions.entrySet().stream()
              .collect(
                  Collectors.toMap(
                      Map.Entry::getKey, entry -> new OffsetAndMetadata(entry.getValue())));
      new GroupPositions(admin, settings).write(wanted);
      log.info("application {} goes on at {}", settings.applicationId(), positions);
    }
  }

  private void check(Admin admin, Map<TopicPartition, Long> positions) {
    Set<String> sources =
        settings.plan().topics().stream()
            .filter(use -> use.role() == Role.SOURCE)
            .map(TopicUse::topic)
            .collect(Collectors.toSet());
    for (TopicPartition partition : positions.keySet()) {
      if (!sources.contains(partition.topic())) {
        throw new ConnectException("topic " + partition.topic() + " is no source of the plan");
      }
    }
    Map<String, Integer> counts = new HashMap<>();
    List<String> topics =
        positions.keySet().stream().map(TopicPartition::topic).distinct().toList();
    Brokers.answer(admin.describeTopics(topics).allTopicNames(), "describe topics " + topics)
        .forEach((topic, description) -> counts.put(topic, description.partitions().size()));
    for (TopicPartition partition : positions.keySet()) {
      if (partition.partition() >= counts.getOrDefault(partition.topic(), 0)) {
        throw new ConnectException("there is no partition " + partition);
      }
    }
    Map<TopicPartition, Long> first = offsets(admin, positions.keySet(), OffsetSpec.earliest());
    Map<TopicPartition, Long> last = offsets(admin, positions.keySet(), OffsetSpec.latest());
    positions.forEach(
        (partition, offset) -> {
          long from = first.getOrDefault(partition, 0L);
          long to = last.getOrDefault(partition, 0L);
          if (offset < from || offset > to) {
            throw new ConnectException(
                "offset " + offset + " of " + partition + " is not within " + from + " to " + to);
          }
        });
  }

  private static Map<TopicPartition, Long> offsets(
      Admin admin, Set<TopicPartition> partitions, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
    Map<TopicPartition, ListOffsetsResultInfo> found =
        Brokers.answer(admin.listOffsets(asked).all(), "list offsets");
    return found.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }
}
