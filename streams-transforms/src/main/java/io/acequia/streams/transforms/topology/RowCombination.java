package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.combine.Combining;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Window;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether rows of a plan may be added together before they go through the repartition topic. */
final class RowCombination {

  private RowCombination() {}

  /** Whether a plan's rows are repartitioned as partial states. */
  static boolean isPossible(Plan plan, AggregateSet aggregates) {
    Window window = plan.window();
    boolean aligned =
        window == null
            || window.type() == Window.Type.TUMBLING
            || window.type() == Window.Type.HOPPING;
    // A late row is written as it came, so it has to be told from others.
    return aligned && plan.late() == null && aggregates.mergesInAnyOrder();
  }

  /**
   * How the rows of an application may be added together; null if they may not.
   *
   * @param topic the repartition topic
   */
  static @Nullable Combining of(Plan plan, AggregateSet aggregates, String topic) {
    return isPossible(plan, aggregates)
        ? new Combining(aggregates, topic, span(plan.window()), grace(plan.window()))
        : null;
  }

  private static long grace(@Nullable Window window) {
    return window == null ? 0 : window.grace().toMillis();
  }

  /** Rows of one such span of time are in the same windows, and late for the same ones. */
  private static long span(@Nullable Window window) {
    if (window == null) {
      return Long.MAX_VALUE;
    }
    long size = Objects.requireNonNull(window.size()).toMillis();
    Duration advance = window.advance();
    return advance == null
        ? size
        : BigInteger.valueOf(size).gcd(BigInteger.valueOf(advance.toMillis())).longValue();
  }
}
