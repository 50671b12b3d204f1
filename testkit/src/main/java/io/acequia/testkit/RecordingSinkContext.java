package io.acequia.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.jspecify.annotations.Nullable;

/**
 * A worker's side of a sink task that remembers what the task asked for. One thread, like a
 * worker's.
 */
public final class RecordingSinkContext implements SinkTaskContext {

  /** One record that the task reported, and why. */
  public record Reported(SinkRecord record, Throwable error) {}

  private final Map<String, String> configs;
  private final boolean reports;
  private final List<Reported> reported = new ArrayList<>();
  private final Set<TopicPartition> assignment = assignmentSet();
  private final Set<TopicPartition> paused = assignmentSet();
  private final Map<TopicPartition, Long> offsets = new HashMap<>();
  private long timeout = -1;

  private RecordingSinkContext(Map<String, String> configs, boolean reports) {
    this.configs = configs;
    this.reports = reports;
  }

  /** With a dead letter queue. */
  public static RecordingSinkContext reporting(Map<String, String> configs) {
    return new RecordingSinkContext(configs, true);
  }

  /** Without one: {@link #errantRecordReporter} is null. */
  public static RecordingSinkContext withoutReporter(Map<String, String> configs) {
    return new RecordingSinkContext(configs, false);
  }

  private static Set<TopicPartition> assignmentSet() {
    return new TreeSet<>(
        Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
  }

  /** The partitions that {@link #assignment} answers from now on. */
  public void assign(Iterable<TopicPartition> partitions) {
    assignment.clear();
    partitions.forEach(assignment::add);
  }

  /** What was reported so far, in order. */
  public List<Reported> reported() {
    return List.copyOf(reported);
  }

  /** The partitions that are paused now. */
  public Set<TopicPartition> paused() {
    return Set.copyOf(paused);
  }

  /** The offsets that the task asked to be taken back or forward to. */
  public Map<TopicPartition, Long> offsets() {
    return Map.copyOf(offsets);
  }

  /** The last timeout that the task asked for, in milliseconds; -1 if none. */
  public long timeout() {
    return timeout;
  }

  @Override
  public Map<String, String> configs() {
    return configs;
  }

  @Override
  public void offset(Map<TopicPartition, Long> positions) {
    offsets.putAll(positions);
  }

  @Override
  public void offset(TopicPartition partition, long offset) {
    offsets.put(partition, offset);
  }

  @Override
  public void timeout(long timeoutMs) {
    timeout = timeoutMs;
  }

  @Override
  public Set<TopicPartition> assignment() {
    return Set.copyOf(assignment);
  }

  @Override
  public void pause(TopicPartition... partitions) {
    paused.addAll(List.of(partitions));
  }

  @Override
  public void resume(TopicPartition... partitions) {
    List.of(partitions).forEach(paused::remove);
  }

  @Override
  public void requestCommit() {
    // A worker commits on its next round; the suites ask for preCommit themselves.
  }

  @Override
  public @Nullable ErrantRecordReporter errantRecordReporter() {
    return reports ? this::report : null;
  }

  /** This worker is an old one: metrics go to JMX. */
  @Override
  public PluginMetrics pluginMetrics() {
    throw new NoSuchMethodError("pluginMetrics");
  }

  private Future<Void> report(SinkRecord record, Throwable error) {
    reported.add(new Reported(record, error));
    return CompletableFuture.completedFuture(null);
  }
}
