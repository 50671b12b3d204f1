package io.acequia.object.store.sink.mapping;

/** What becomes of a record without a value. */
public enum Tombstones {
  /** It is passed over. */
  IGNORE,
  /** It is at fault: reported, or the task fails. */
  REPORT,
  /** It is written, in an envelope that has its key. */
  WRITE
}
