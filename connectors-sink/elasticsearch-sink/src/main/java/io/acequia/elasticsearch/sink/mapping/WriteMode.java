package io.acequia.elasticsearch.sink.mapping;

/** How a document meets one that is there already. */
public enum WriteMode {
  /** The first one stays. */
  CREATE,
  /** The later one replaces it. */
  INDEX,
  /** The later one's fields go into it; it must be there. */
  UPDATE,
  /** The later one's fields go into it, or it becomes the document. */
  UPSERT
}
