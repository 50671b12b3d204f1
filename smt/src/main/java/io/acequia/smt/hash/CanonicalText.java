package io.acequia.smt.hash;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * One text for each value, whatever type carries it, so that equal values have equal digests in
 * every topic: numbers in plain digits without zeros at the end (7, 7.0 and 7.00 are {@code 7}),
 * {@code true} and {@code false}, and times in UTC as {@code 2026-11-22T06:04:16.123Z}, {@code
 * 2026-11-22} and {@code 06:04:16.123}.
 */
final class CanonicalText {

  /** A thousand digits: more is no number that anyone looks up, and takes long to write. */
  private static final int MOST_BITS = 3_322;

  private static final int MOST_ZEROS = 400;
  private static final double EXACT = 1L << 53;

  private static final DateTimeFormatter TIMESTAMP = utc("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
  private static final DateTimeFormatter DATE = utc("uuuu-MM-dd");
  private static final DateTimeFormatter TIME = utc("HH:mm:ss.SSS");

  private CanonicalText() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** Writes times of a schema; those without are timestamps. */
  static DateTimeFormatter times(@Nullable Schema schema) {
    String name = schema == null ? null : schema.name();
    if (org.apache.kafka.connect.data.Date.LOGICAL_NAME.equals(name)) {
      return DATE;
    }
    return Time.LOGICAL_NAME.equals(name) ? TIME : TIMESTAMP;
  }

  /**
   * @param what for messages: the path or the function
   * @return null if the value is neither a number, nor a boolean, nor a time
   * @throws DataException if a number has more than a thousand digits
   */
  static @Nullable String of(Object value, DateTimeFormatter times, String what) {
    if (value instanceof Long || value instanceof Integer || value instanceof Boolean) {
      return value.toString();
    }
    if (value instanceof Double number) {
      return of((double) number);
    }
    if (value instanceof Float number) {
      return Float.isFinite(number) ? plain(new BigDecimal(number.toString())) : number.toString();
    }
    if (value instanceof BigDecimal number) {
      return plain(new BigDecimal(bounded(number.unscaledValue(), what), number.scale()));
    }
    if (value instanceof BigInteger number) {
      return bounded(number, what).toString();
    }
    if (value instanceof Short || value instanceof Byte) {
      return value.toString();
    }
    return value instanceof Date time ? times.format(Instant.ofEpochMilli(time.getTime())) : null;
  }

  private static String of(double number) {
    if (Math.abs(number) < EXACT && number == Math.rint(number)) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : Double.toString(number);
  }

  private static String plain(BigDecimal number) {
    BigDecimal bare = number.stripTrailingZeros();
    // An exponent in a few bytes can stand for gigabytes of zeros.
    return Math.abs((long) bare.scale()) <= MOST_ZEROS ? bare.toPlainString() : bare.toString();
  }

  private static BigInteger bounded(BigInteger digits, String what) {
    if (digits.bitLength() > MOST_BITS) {
      throw new DataException(
          "Hash does not digest '" + what + "': it has more than a thousand digits");
    }
    return digits;
  }
}
