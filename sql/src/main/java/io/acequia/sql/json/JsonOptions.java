package io.acequia.sql.json;

/**
 * How JSON from outside is read, and how much of it.
 *
 * @param maxDepth of objects and arrays in each other
 * @param maxNumberLength characters of a number
 * @param maxStringLength characters of a text
 * @param maxLength bytes or characters of the whole
 * @param duplicates what a key that an object has twice means
 * @param bigIntegers what a whole number beyond 64 bits becomes
 * @param fractions what a number with a point or an exponent becomes
 */
public record JsonOptions(
    int maxDepth,
    int maxNumberLength,
    int maxStringLength,
    int maxLength,
    Duplicates duplicates,
    BigIntegers bigIntegers,
    Fractions fractions) {

  /** A key that an object has twice. */
  public enum Duplicates {
    LAST_WINS,
    ERROR
  }

  /** A whole number beyond 64 bits. */
  public enum BigIntegers {
    /** {@link java.math.BigInteger}, which is none of Connect's classes. */
    BIG_INTEGER,
    /** {@link java.math.BigDecimal}. */
    DECIMAL,
    /** {@link Double}, which keeps its first 15 digits. */
    DOUBLE,
    /** Its digits as text. */
    TEXT,
    ERROR
  }

  /** A number with a point or an exponent. */
  public enum Fractions {
    /** {@link Double}. */
    DOUBLE,
    /** {@link java.math.BigDecimal}, which keeps all digits. */
    DECIMAL
  }

  /**
   * 200 levels, numbers of 1,000 characters, 64 MiB; the last of two equal keys; decimals beyond 64
   * bits and doubles.
   */
  public static final JsonOptions DEFAULT =
      new JsonOptions(
          200,
          1_000,
          1 << 26,
          1 << 26,
          Duplicates.LAST_WINS,
          BigIntegers.DECIMAL,
          Fractions.DOUBLE);

  /** What messages say of a text beyond one of the limits. */
  String exceeded() {
    int mebibyte = 1 << 20;
    String length =
        maxLength % mebibyte == 0 ? maxLength / mebibyte + " MiB" : maxLength + " bytes";
    return "the JSON is longer than "
        + length
        + ", nested deeper than "
        + maxDepth
        + " levels, or has a name or number that is too long";
  }

  public JsonOptions withMaxDepth(int depth) {
    return new JsonOptions(
        depth, maxNumberLength, maxStringLength, maxLength, duplicates, bigIntegers, fractions);
  }

  public JsonOptions withDuplicates(Duplicates value) {
    return new JsonOptions(
        maxDepth, maxNumberLength, maxStringLength, maxLength, value, bigIntegers, fractions);
  }

  public JsonOptions withBigIntegers(BigIntegers value) {
    return new JsonOptions(
        maxDepth, maxNumberLength, maxStringLength, maxLength, duplicates, value, fractions);
  }

  public JsonOptions withFractions(Fractions value) {
    return new JsonOptions(
        maxDepth, maxNumberLength, maxStringLength, maxLength, duplicates, bigIntegers, value);
  }
}
