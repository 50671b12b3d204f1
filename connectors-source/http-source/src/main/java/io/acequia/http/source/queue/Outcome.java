package io.acequia.http.source.queue;

/** What became of an event. */
public enum Outcome {
  /** Kafka acknowledged the record. */
  ACCEPTED,
  /** A transformation dropped the record, as it was configured to. */
  FILTERED,
  /** Dropped or failed, with {@code errors.tolerance=all}: Connect does not tell which. */
  NOT_WRITTEN,
  /** Never handed to Connect, and never will be. */
  REFUSED,
  /** Handed to Connect; the acknowledgement did not come in time. */
  UNKNOWN;

  /** Whether a repeat of the event has nothing left to do. */
  public boolean isFinal() {
    return this == ACCEPTED || this == FILTERED;
  }
}
