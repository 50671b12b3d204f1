package io.acequia.elasticsearch.sink.mapping;

/** Where a document's id comes from. */
public enum IdMode {
  /** The record's key, or fields of it. */
  RECORD_KEY,
  /** Fields of the record's value. */
  RECORD_VALUE,
  /** Topic, partition and offset: the same for the same record, whenever it comes. */
  KAFKA,
  /** The cluster makes one up: a record that comes twice is two documents. */
  NONE
}
