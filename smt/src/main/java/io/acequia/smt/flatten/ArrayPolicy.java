package io.acequia.smt.flatten;

/** What becomes of arrays. */
public enum ArrayPolicy {
  /** They stay. */
  KEEP,
  /** A field for each element, with its number in the name. */
  INDEX,
  /** A text with the array as JSON. */
  JSON
}
