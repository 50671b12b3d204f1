package io.acequia.http.source.queue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The lanes to all tasks that share a listener; requests go to each in turn. Thread-safe. */
public final class Lanes {

  private final List<Lane> lanes = new CopyOnWriteArrayList<>();
  private final AtomicInteger turn = new AtomicInteger();

  public void add(Lane lane) {
    lanes.add(lane);
  }

  public void remove(Lane lane) {
    lanes.remove(lane);
  }

  /** An open lane; {@code null} if no task is there to take anything. */
  public @Nullable Lane next() {
    Object[] now = lanes.toArray();
    for (int i = 0; i < now.length; i++) {
      Lane lane = (Lane) now[Math.floorMod(turn.getAndIncrement(), now.length)];
      if (lane.isOpen()) {
        return lane;
      }
    }
    return null;
  }

  public boolean isEmpty() {
    return lanes.stream().noneMatch(Lane::isOpen);
  }

  public void abandonOlderThan(Duration limit, long nowNanos) {
    lanes.forEach(lane -> lane.abandonOlderThan(limit, nowNanos));
  }

  /** Whether every task takes records and gets them acknowledged within {@code limit}. */
  public boolean isFlowing(Duration limit, long nowNanos) {
    return lanes.stream()
        .allMatch(
            lane ->
                lane.sinceLastPoll(nowNanos).compareTo(limit) < 0
                    && lane.oldest(nowNanos).compareTo(limit) < 0);
  }
}
