package io.acequia.smt.json;

/** What becomes of a number that neither a long nor a double holds exactly. */
public enum BigNumbers {
  /** The text is refused. */
  FAIL,
  /** It becomes a text, digit for digit. */
  TEXT,
  /** It becomes the nearest double. */
  DOUBLE,
  /** It becomes a {@link java.math.BigDecimal}. */
  DECIMAL
}
