package io.acequia.commons.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class PartitionGateTest {
  private static final TopicPartition P0 = new TopicPartition("flights", 0);
  private static final TopicPartition P1 = new TopicPartition("flights", 1);
  private static final TopicPartition P2 = new TopicPartition("flights", 2);

  private final ByteBudget budget = new ByteBudget(1_000, 0.8, 0.5);
  private final Recording context = new Recording();
  private final PartitionGate gate = new PartitionGate(context, budget, "the target");

  @Test
  void pausesAtTheHighMarkAndResumesAtTheLowOneEachOnce() {
    gate.open(List.of(P0, P1));
    assertThat(context.calls).isEmpty();

    budget.acquire(800);
    gate.regulate();
    gate.regulate();
    assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);
    assertThat(gate.isWaiting()).isTrue();

    budget.release(200);
    gate.regulate();
    assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);

    budget.release(100);
    gate.regulate();
    gate.regulate();
    assertThat(context.paused).isEmpty();
    assertThat(gate.isWaiting()).isFalse();
    assertThat(context.calls).containsExactly("pause", "resume");
  }

  @Test
  void partitionsThatComeWhileTheMemoryIsFullArePausedToo() {
    gate.open(List.of(P0));
    fill();
    gate.open(List.of(P1));
    assertThat(context.paused).containsExactlyInAnyOrder(P0, P1);
    empty();
    assertThat(context.paused).isEmpty();
  }

  @Test
  void heldPartitionsStayPausedWhenTheOthersGoOn() {
    gate.open(List.of(P0));
    gate.hold(List.of(P1));
    assertThat(context.paused).containsExactly(P1);
    assertThat(gate.isWaiting()).isTrue();

    fill();
    empty();
    assertThat(context.paused).containsExactly(P1);

    gate.release(P1);
    assertThat(context.paused).isEmpty();
    assertThat(gate.isWaiting()).isFalse();
  }

  @Test
  void releasedPartitionsWaitForMemory() {
    gate.hold(List.of(P0));
    fill();
    gate.release(P0);
    assertThat(context.paused).containsExactly(P0);
    empty();
    assertThat(context.paused).isEmpty();
  }

  @Test
  void readsOnWhereNothingUnderWayCouldFreeMemory() {
    gate.open(List.of(P0));
    budget.acquire(900);
    gate.regulate(false);
    assertThat(context.paused).isEmpty();
    gate.regulate(true);
    assertThat(context.paused).containsExactly(P0);
    gate.regulate(false);
    assertThat(context.paused).isEmpty();
  }

  @Test
  void partitionsOfOtherTasksAreLeftAlone() {
    gate.open(List.of(P0));
    gate.hold(List.of(P1, P2));
    gate.close(List.of(P0, P1));
    context.calls.clear();
    context.paused.clear();

    gate.release(P1);
    assertThat(context.calls).isEmpty();
    fill();
    assertThat(context.paused).containsExactly(P2);
    gate.close(List.of(P2));
    empty();
    assertThat(gate.isWaiting()).isFalse();
    assertThat(context.paused).containsExactly(P2);
  }

  private void fill() {
    budget.acquire(900);
    gate.regulate();
  }

  private void empty() {
    budget.release(900);
    gate.regulate();
  }

  /** A worker's side that remembers what is paused; the testkit's one builds on this module. */
  private static final class Recording implements SinkTaskContext {
    private final Set<TopicPartition> paused = new HashSet<>();
    private final List<String> calls = new ArrayList<>();

    @Override
    public void pause(TopicPartition... partitions) {
      calls.add("pause");
      paused.addAll(List.of(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
      calls.add("resume");
      List.of(partitions).forEach(paused::remove);
    }

    @Override
    public Map<String, String> configs() {
      return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
      throw new AssertionError("the gate rewinds nothing");
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
      throw new AssertionError("the gate rewinds nothing");
    }

    @Override
    public void timeout(long timeoutMs) {
      throw new AssertionError("the gate sets no timeout");
    }

    @Override
    public Set<TopicPartition> assignment() {
      return Set.of();
    }

    @Override
    public void requestCommit() {
      throw new AssertionError("the gate commits nothing");
    }

    @Override
    public PluginMetrics pluginMetrics() {
      throw new AssertionError("the gate measures nothing");
    }
  }
}
