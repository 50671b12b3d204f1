package io.acequia.elasticsearch.sink;

/** Where a document's version comes from. */
enum VersionMode {
  /** From the offset where that is safe: where all records of an id come from one partition. */
  AUTO,
  /** From the record's offset. */
  OFFSET,
  /** From the cluster. */
  NONE
}
