package io.acequia.smt.time;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Numbers by their size: below 1e11 they count seconds (until the year 5138), below 1e14
 * milliseconds, below 1e17 microseconds, and nanoseconds above; each but the first from 1973 on.
 * Texts that are no numbers by ISO 8601 and RFC 1123.
 */
record AutoReader(TimeReader iso, TimeReader rfc1123) implements TimeReader {

  private static final TimeReader SECONDS = new EpochReader(EpochUnit.S);
  private static final TimeReader MILLIS = new EpochReader(EpochUnit.MS);
  private static final TimeReader MICROS = new EpochReader(EpochUnit.US);
  private static final TimeReader NANOS = new EpochReader(EpochUnit.NS);

  @Override
  public @Nullable Instant read(Object value) {
    Number number = Numerals.of(value);
    if (number != null) {
      return unit(Math.abs(number.doubleValue())).read(number);
    }
    Instant instant = iso.read(value);
    return instant == null ? rfc1123.read(value) : instant;
  }

  private static TimeReader unit(double size) {
    if (size < 1e11) {
      return SECONDS;
    }
    if (size < 1e14) {
      return MILLIS;
    }
    return size < 1e17 ? MICROS : NANOS;
  }
}
