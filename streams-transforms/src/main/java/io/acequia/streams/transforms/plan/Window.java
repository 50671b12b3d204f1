package io.acequia.streams.transforms.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which events are taken together.
 *
 * @param size the length; of a sliding window, the most by which two events may differ; null of a
 *     session
 * @param advance by how much a hopping window moves on; null of others
 * @param gap the silence that ends a session; null of others
 * @param grace how long after its end a window still takes events
 */
public record Window(
    Type type,
    @Nullable Duration size,
    @Nullable Duration advance,
    @Nullable Duration gap,
    Duration grace,
    Emit emit) {

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

  /** When a result is written. */
  public enum Emit {
    /** Whenever it changes. */
    ON_UPDATE,
    /** Once, when the window and its grace are over. */
    ON_CLOSE
  }
}
