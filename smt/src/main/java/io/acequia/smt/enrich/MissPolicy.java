package io.acequia.smt.enrich;

/** What becomes of a record for which nothing is found. */
public enum MissPolicy {
  /** The fields are added, and are null. */
  NULL,
  /** The record passes as it is. */
  KEEP,
  /** The record is dropped. */
  DROP,
  /** The record is refused with a {@link org.apache.kafka.connect.errors.DataException}. */
  FAIL
}
