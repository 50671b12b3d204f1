package io.acequia.smt.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The first of several formats that fits. */
final class FirstReader implements TimeReader {

  private final TimeReader[] readers;

  FirstReader(TimeReader[] readers) {
    this.readers = readers;
  }

  @Override
  public @Nullable Instant read(Object value) {
    for (TimeReader reader : readers) {
      Instant instant = reader.read(value);
      if (instant != null) {
        return instant;
      }
    }
    return null;
  }
}
