package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.EventTime;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Source;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long brokers must keep what a plan writes, besides what its windows last.
 *
 * <p>Brokers compare a record's timestamp with their clock. The changelogs of windows and the
 * results have the time of the events: of flights of 2001 a broker deletes them within minutes, and
 * a worker that then fails over starts its open windows from nothing. Streams' own day on top
 * (4.3.1) is enough only where events are about as old as they are by the clock.
 */
final class ChangelogRetention {

  private static final Logger log = LoggerFactory.getLogger(ChangelogRetention.class);

  /** Older than any event, none of which is before 1970. */
  private static final Duration WITHOUT_END = Duration.ofDays(36_500);

  private static final Duration LEAST = Duration.ofDays(1);

  private ChangelogRetention() {}

  /** Whether the plan's events may be older by the clock than anything that the brokers tell. */
  static boolean isOld(Plan plan) {
    return plan.isBatch()
        || plan.sources().stream()
            .anyMatch(source -> source.timestamp().kind() == EventTime.Kind.FIELD);
  }

  /**
   * What is to be added to the windows of the plan: without end for a batch and where a field tells
   * the time, else as long as the sources keep their records, which may all be still to process.
   */
  static Duration additional(Plan plan, Admin admin) {
    if (isOld(plan)) {
      return WITHOUT_END;
    }
    Set<ConfigResource> topics =
        plan.sources().stream()
            .map(Source::topics)
            .flatMap(List::stream)
            .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
            .collect(Collectors.toSet());
    try {
      return Brokers.answer(admin.describeConfigs(topics).all(), "read settings of the sources")
          .values()
          .stream()
          .map(ChangelogRetention::ofTopic)
          .reduce(LEAST, (one, other) -> one.compareTo(other) > 0 ? one : other);
    } catch (ConnectException e) {
      log.info("{}: changelogs of windows are kept without end", e.getMessage());
      return WITHOUT_END;
    }
  }

  private static Duration ofTopic(Config topic) {
    ConfigEntry policy = topic.get(TopicConfig.CLEANUP_POLICY_CONFIG);
    ConfigEntry retention = topic.get(TopicConfig.RETENTION_MS_CONFIG);
    boolean deletes =
        policy == null
            || policy.value() == null
            || policy.value().contains(TopicConfig.CLEANUP_POLICY_DELETE);
    long millis =
        retention == null || retention.value() == null ? -1 : Long.parseLong(retention.value());
    boolean ends = deletes && millis >= 0 && millis < WITHOUT_END.toMillis();
    return ends ? Duration.ofMillis(millis) : WITHOUT_END;
  }
}
