package io.acequia.streams.transforms.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.streams.transforms.plan.Enrichment;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Position;
import io.acequia.streams.transforms.plan.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Where the topics of a batch's events end, for all of its threads, workers and restarts alike: the
 * records from there on are no part of it.
 *
 * @param ends the first offset that is no part of it, for every partition
 */
public record BatchLimit(Map<TopicPartition, Long> ends) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public BatchLimit {
    ends = Map.copyOf(ends);
  }

  /**
   * The limit as the plan's {@code until} says: what is committed there now, or what stands before
   * the first record that is as new as a time.
   *
   * @throws ConnectException if the cluster does not tell, or the time lies ahead
   */
  public static BatchLimit of(ApplicationSettings settings) {
    Plan plan = settings.plan();
    String refusal = refusal(plan, Clock.systemUTC());
    if (refusal != null) {
      throw new ConnectException("until " + refusal);
    }
    try (Admin admin = settings.admin()) {
      TopicOffsets offsets = new TopicOffsets(admin, IsolationLevel.READ_COMMITTED);
      Set<String> topics = eventTopics(plan);
      Map<TopicPartition, Long> ends = new HashMap<>(offsets.of(topics, OffsetSpec.latest()));
      Instant time = time(plan);
      if (time != null) {
        offsets
            .of(topics, OffsetSpec.forTimestamp(time.toEpochMilli()))
            .forEach((partition, end) -> ends.computeIfPresent(partition, (p, e) -> end(end, e)));
      }
      return new BatchLimit(ends);
    }
  }

  private static long end(long ofTime, long latest) {
    return ofTime < 0 ? latest : Math.min(ofTime, latest);
  }

  /** Why the plan cannot end where it says; null if it can. */
  static @Nullable String refusal(Plan plan, Clock clock) {
    Instant time = time(plan);
    return time != null && time.isAfter(clock.instant())
        ? "lies ahead: a batch ends with what is there when it starts"
        : null;
  }

  private static @Nullable Instant time(Plan plan) {
    Position until = plan.until();
    return until == null ? null : until.at();
  }

  private static Set<String> eventTopics(Plan plan) {
    Set<String> topics = new HashSet<>();
    for (Source source : plan.sources()) {
      topics.addAll(source.topics());
    }
    for (Enrichment enrichment : plan.enrich()) {
      if (enrichment.type() == Enrichment.Type.STREAM) {
        topics.add(enrichment.topic());
      }
    }
    return topics;
  }

  /** As a connector hands it to its tasks. */
  public String toJson() {
    Map<String, Map<Integer, Long>> topics = new TreeMap<>();
    ends.forEach(
        (partition, end) ->
            topics
                .computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(partition.partition(), end));
    try {
      return JSON.writeValueAsString(topics);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of numbers can always be written", e);
    }
  }

  /**
   * The limit that {@link #toJson} wrote.
   *
   * @throws ConnectException if it is none
   */
  public static BatchLimit fromJson(String text) {
    try {
      Map<TopicPartition, Long> ends = new HashMap<>();
      JSON.readValue(text, new TypeReference<Map<String, Map<Integer, Long>>>() {})
          .forEach(
              (topic, partitions) ->
                  partitions.forEach(
                      (number, end) -> ends.put(new TopicPartition(topic, number), end)));
      return new BatchLimit(ends);
    } catch (JsonProcessingException e) {
      throw new ConnectException("the task was given no limit of a batch that can be read", e);
    }
  }
}
