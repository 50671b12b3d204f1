package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanProblem;
import io.acequia.streams.transforms.plan.TopicUse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics that a plan names, held against those that are there. */
final class PlanTopics {

  private static final Logger log = LoggerFactory.getLogger(PlanTopics.class);

  private final Admin admin;
  private final Plan plan;

  PlanTopics(Admin admin, Plan plan) {
    this.admin = admin;
    this.plan = plan;
  }

  /** The topics that are read, but do not exist. */
  List<PlanProblem> missingSources() {
    Set<String> there = names();
    return plan.topics().stream()
        .filter(use -> use.role().isRead() && !there.contains(use.topic()))
        .map(use -> new PlanProblem(use.pointer(), "topic " + use.topic() + " does not exist"))
        .toList();
  }

  /**
   * Keeps a topology from starting that would stop at once, and not say why.
   *
   * @throws ConnectException if a topic that is read does not exist
   */
  void requireSources() {
    List<PlanProblem> missing = missingSources();
    if (!missing.isEmpty()) {
      throw new ConnectException(
          missing.stream().map(PlanProblem::toString).collect(Collectors.joining("; ")));
    }
  }

  /**
   * Creates the topics that results go to, with the brokers' defaults; but they take results
   * whatever their time, since one that lies ahead would be refused, and keep results of old events
   * without end, since they have the time of their events and would be deleted for it.
   *
   * @param limit the settings by which they take any time
   */
  void createMissing(Map<String, String> limit) {
    Set<String> there = names();
    List<String> missing =
        plan.topics().stream()
            .filter(use -> !use.role().isRead())
            .map(TopicUse::topic)
            .filter(topic -> !there.contains(topic))
            .distinct()
            .toList();
    for (String topic : missing) {
      try {
        NewTopic created = new NewTopic(topic, Optional.empty(), Optional.empty());
        Map<String, String> configs = new HashMap<>(limit);
        if (ChangelogRetention.isOld(plan)) {
          configs.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        }
        created.configs(configs);
        Brokers.answer(admin.createTopics(List.of(created)).all(), "create topic " + topic);
        log.info("topic {} was created", topic);
      } catch (ConnectException e) {
        // Another worker may have been faster.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private Set<String> names() {
    return Brokers.answer(admin.listTopics().names(), "list topics");
  }
}
