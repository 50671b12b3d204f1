package io.acequia.smt.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a moment. Immutable, so that threads may share one. */
@FunctionalInterface
public interface TimeReader {

  /**
   * @param value a String or a Number; anything else is not understood
   * @return null if the value is not in this format, or is no moment that exists
   */
  @Nullable Instant read(Object value);
}
