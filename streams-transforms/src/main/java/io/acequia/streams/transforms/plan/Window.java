package io.acequia.streams.transforms.plan;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events are taken together.
 *
 * @param size the length; of a sliding window, the most by which two events may differ; null of a
 *     session
 * @param advance by how much a hopping window moves on; null of others
 * @param gap the silence that ends a session; null of others
 * @param grace how long after its end a window still takes events
 * @param retention how long a window is kept from its start, at least {@link #shortestRetention}
 */
public record Window(
    Type type,
    @Nullable Duration size,
    @Nullable Duration advance,
    @Nullable Duration gap,
    Duration grace,
    Duration retention,
    Emit emit) {

  /**
   * Kafka Streams opens a database for each half of a retention in which there are events: short
   * retentions over long histories would open thousands.
   */
  static final Duration USUAL_RETENTION = Duration.ofDays(1);

  /** How windows follow each other. */
  public enum Type {
    /** One after the other. */
    TUMBLING,
    /** Overlapping: a new one with each advance. */
    HOPPING,
    /** One that ends with each event. */
    SLIDING,
    /** As long as events keep coming. */
    SESSION
  }

  /** What Kafka Streams needs for windows to be there while they can change. */
  static Duration shortestRetention(
      Type type, @Nullable Duration size, @Nullable Duration gap, Duration grace) {
    Duration longest = Objects.requireNonNullElse(type == Type.SESSION ? gap : size, Duration.ZERO);
    return longest.multipliedBy(type == Type.SLIDING ? 2 : 1).plus(grace);
  }

  /** When a result is written. */
  public enum Emit {
    /** Whenever it changes. */
    ON_UPDATE,
    /** Once, when the window and its grace are over. */
    ON_CLOSE
  }
}
