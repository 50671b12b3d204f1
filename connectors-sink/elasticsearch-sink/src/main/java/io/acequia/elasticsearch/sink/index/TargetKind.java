package io.acequia.elasticsearch.sink.index;

/** What the name in the configuration names. */
public enum TargetKind {
  INDEX,
  /** A name for the index that is written to now. */
  ALIAS,
  /** Append-only, in indices that the cluster rolls over. */
  DATA_STREAM
}
