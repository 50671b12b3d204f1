package io.acequia.smt.time;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a number since 1970-01-01T00:00:00Z counts. */
public enum EpochUnit {
  S(0),
  MS(3),
  US(6),
  NS(9);

  private static final long NANOS = 1_000_000_000L;

  /** Above what {@link Instant} holds, in the smallest unit. */
  private static final int MOST_DIGITS = 30;

  private static final int MOST_BITS = 512;

  private final int digits;
  private final long perSecond;
  private final int nanos;

  EpochUnit(int digits) {
    this.digits = digits;
    this.perSecond = BigInteger.TEN.pow(digits).longValueExact();
    this.nanos = (int) (NANOS / perSecond);
  }

  /** Null if the moment is out of {@link Instant}'s range. */
  @Nullable Instant instant(long count) {
    long second = Math.floorDiv(count, perSecond);
    if (second < Instant.MIN.getEpochSecond() || second > Instant.MAX.getEpochSecond()) {
      return null;
    }
    return Instant.ofEpochSecond(second, Math.floorMod(count, perSecond) * nanos);
  }

  /** Rounded down to nanoseconds; null if the moment is out of {@link Instant}'s range. */
  @Nullable Instant instant(BigDecimal count) {
    int magnitude = count.precision() - count.scale();
    if (magnitude > MOST_DIGITS || count.unscaledValue().bitLength() > MOST_BITS) {
      return null;
    }
    if (magnitude < -MOST_DIGITS) {
      return Instant.EPOCH;
    }
    BigInteger[] parts =
        count
            .scaleByPowerOfTen(9 - digits)
            .setScale(0, RoundingMode.FLOOR)
            .toBigInteger()
            .divideAndRemainder(BigInteger.valueOf(NANOS));
    try {
      return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
    } catch (ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  /**
   * The number for a moment, rounded down.
   *
   * @throws ArithmeticException if it has more than 64 bits: nanoseconds end in the year 2262
   */
  public long count(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), perSecond), instant.getNano() / nanos);
  }
}
