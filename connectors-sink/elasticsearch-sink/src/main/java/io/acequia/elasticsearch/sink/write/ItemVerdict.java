package io.acequia.elasticsearch.sink.write;

/** What becomes of an item that a cluster did not take. */
enum ItemVerdict {
  /** The document is as it should be all the same. */
  DONE,
  /** The cluster is at fault, for now. */
  RETRY,
  /** As {@link #RETRY}, once the index has been looked for again. */
  INDEX_GONE,
  /** The record is at fault. */
  REPORT,
  /** The operator must act. */
  FAIL
}
