package io.acequia.smt.time;

import java.time.Instant;

/** Writes a moment. Immutable, so that threads may share one. */
@FunctionalInterface
public interface TimeText {

  /**
   * @throws java.time.DateTimeException if this format has no text for that moment
   */
  String write(Instant instant);
}
