package io.acequia.jdbc.sink.copy;

/** Writes values as one type of PostgreSQL, in its binary format and without the length. */
@FunctionalInterface
public interface FieldEncoder {
  /**
   * Appends the value.
   *
   * @throws ValueMismatch if the type cannot take it; what was appended so far is to be dropped
   */
  void encode(Object value, CopyBuffer out);
}
