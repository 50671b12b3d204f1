package io.acequia.smt.flatten;

/** What becomes of maps inside structs, whose keys no schema knows. */
public enum MapPolicy {
  /** A text with the map as JSON. */
  JSON,
  /** They stay. */
  KEEP
}
