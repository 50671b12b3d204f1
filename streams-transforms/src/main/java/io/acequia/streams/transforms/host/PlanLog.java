package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanChange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the plan that an application ran last, in a compacted topic of one partition beside its
 * changelogs: only so can a changed plan be held against the state that is there.
 */
final class PlanLog {

  private static final String KEY = "plan";
  private static final Duration READING = Duration.ofSeconds(15);

  private final ApplicationSettings settings;
  private final String topic;

  PlanLog(ApplicationSettings settings) {
    this.settings = settings;
    this.topic = settings.applicationId() + "-plan";
  }

  String topic() {
    return topic;
  }

  /**
   * Takes the plan as the one that runs from now on.
   *
   * @return the generation of the application's state
   * @throws ConnectException if the plan cannot go on with the state that is there, with the
   *     reasons
   */
  String admit(Admin admin) {
    Plan plan = settings.plan();
    RecordedPlan before = read(admin);
    if (before == null) {
      create(admin);
      RecordedPlan first = new RecordedPlan(UUID.randomUUID().toString(), plan);
      write(first);
      return first.generation();
    }
    String refusal = refusal(before.plan(), plan);
    if (refusal != null) {
      throw new ConnectException(refusal);
    }
    if (!before.plan().equals(plan)) {
      write(new RecordedPlan(before.generation(), plan));
    }
    return before.generation();
  }

  /** Why the plan cannot follow the one before it; null if it can. */
  @Nullable String refusal(Plan before, Plan after) {
    PlanChange change = PlanChange.between(before, after);
    if (change.isCompatible()) {
      return null;
    }
    return "the plan does not fit the state of application "
        + settings.applicationId()
        + ": "
        + change.reasons().stream().map(Object::toString).collect(Collectors.joining("; "))
        + "; stop the connector and delete its offsets to begin anew, or give it another"
        + " application id";
  }

  /** The plan that ran last; null if there is none. */
  @Nullable RecordedPlan read(Admin admin) {
    if (!Brokers.answer(admin.listTopics().names(), "list topics").contains(topic)) {
      return null;
    }
    TopicPartition partition = new TopicPartition(topic, 0);
    Map<String, Object> config = settings.clientConfig().getRestoreConsumerConfigs(topic);
    config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), READING).getOrDefault(partition, 0L);
      return last(consumer, partition, end);
    }
  }

  private @Nullable RecordedPlan last(
      KafkaConsumer<String, String> consumer, TopicPartition partition, long end) {
    RecordedPlan last = null;
    long deadline = System.nanoTime() + READING.toNanos();
    while (consumer.position(partition, READING) < end) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
        last = record.value() == null ? null : RecordedPlan.fromJson(record.value(), topic);
      }
      if (System.nanoTime() > deadline) {
        throw new ConnectException("topic " + topic + " could not be read in time");
      }
    }
    return last;
  }

  private void create(Admin admin) {
    NewTopic compacted =
        new NewTopic(topic, Optional.of(1), Optional.empty())
            .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    try {
      Brokers.answer(admin.createTopics(List.of(compacted)).all(), "create topic " + topic);
    } catch (ConnectException e) {
      // Another worker may have been faster.
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  private void write(RecordedPlan plan) {
    Map<String, Object> config = settings.clientConfig().getProducerConfigs(topic);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      Brokers.answer(
          producer.send(new ProducerRecord<>(topic, KEY, plan.toJson())), "write to " + topic);
    }
  }
}
