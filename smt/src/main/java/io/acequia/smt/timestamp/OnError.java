package io.acequia.smt.timestamp;

/** What becomes of a value that is no time. */
public enum OnError {
  /** The record fails. */
  FAIL,
  /** The value becomes null. */
  NULL,
  /** The value stays. */
  KEEP
}
