package io.acequia.streams.transforms.aggregate;

import java.math.BigDecimal;

/**
 * When two plain scalars are the same value: numbers if they are exactly equal, whatever their
 * types (5, 5.0 and 5.00; but not the decimal 0.1 and the double nearest to it), everything else by
 * {@code equals}.
 */
final class ValueIdentity {

  private static final double LONG_RANGE = 0x1p63;

  private ValueIdentity() {}

  /** The one form that all equal values have; it is equal to no other's. */
  static Object of(Object plain) {
    if (plain instanceof Double number) {
      return of(number);
    }
    return plain instanceof BigDecimal decimal ? of(decimal) : plain;
  }

  /** A hash of 64 bits that does not change between releases, since stored state holds it. */
  static long hash(Object plain) {
    Object one = of(plain);
    if (one instanceof Long whole) {
      return mix(whole);
    }
    if (one instanceof Double number) {
      return mix(Double.doubleToLongBits(number) ^ 0x5851F42D4C957F2DL);
    }
    if (one instanceof Boolean bool) {
      return mix(bool ? 0x2545F4914F6CDD1DL : 0x27BB2EE687B0B0FDL);
    }
    return one instanceof BigDecimal
        ? hash(one.toString(), 0x369DEA0F31A53F85L)
        : hash((String) one, 0xD1342543DE82EF95L);
  }

  private static Object of(Double number) {
    boolean whole = Math.rint(number) == number && Math.abs(number) < LONG_RANGE;
    return whole ? (Object) number.longValue() : number;
  }

  private static Object of(BigDecimal decimal) {
    BigDecimal bare = decimal.stripTrailingZeros();
    if (bare.scale() <= 0) {
      BigDecimal whole = bare.setScale(0);
      if (whole.unscaledValue().bitLength() < Long.SIZE) {
        return whole.longValue();
      }
    }
    double nearest = bare.doubleValue();
    boolean same = Double.isFinite(nearest) && new BigDecimal(nearest).compareTo(bare) == 0;
    return same ? (Object) nearest : bare;
  }

  /** MurmurHash3's inner loop (A. Appleby, public domain), four characters at a time. */
  private static long hash(String text, long seed) {
    long hash = seed;
    int length = text.length();
    for (int i = 0; i < length; i += 4) {
      long block = 0;
      for (int j = i; j < length && j < i + 4; j++) {
        block = block << 16 | text.charAt(j);
      }
      block *= 0x87C37B91114253D5L;
      hash ^= Long.rotateLeft(block, 31) * 0x4CF5AD432745937FL;
      hash = Long.rotateLeft(hash, 27) * 5 + 0x52DCE729;
    }
    return mix(hash ^ length);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood 2014); no two numbers have the same result. */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
