package io.acequia.smt.json;

/** What becomes of a value that cannot be parsed. */
public enum OnError {
  /** The record is refused. */
  FAIL,
  /** It becomes null. */
  NULL,
  /** It stays as it was. */
  KEEP
}
