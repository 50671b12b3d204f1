package io.acequia.streams.transforms.topology;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gate in front of windows has said about a row. */
sealed interface Gated {

  /**
   * A row that some window still takes.
   *
   * @param inputs of the aggregates, by position
   * @param offset where rows of the same time come in a fixed order
   */
  record InTime(@Nullable Object[] inputs, long timestamp, long offset) implements Gated {}

  /** A row that came too late for its windows, or for some of them. */
  record Late(Map<String, @Nullable Object> row) implements Gated {}

  /** The end of a batch: no row, but it moves the time on, so that windows close. */
  record End() implements Gated {}
}
