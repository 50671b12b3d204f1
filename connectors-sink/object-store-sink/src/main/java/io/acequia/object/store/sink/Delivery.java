package io.acequia.object.store.sink;

/** What is promised when something fails between the store and Kafka. */
enum Delivery {
  /** Nothing is lost; a record may be in two objects. */
  AT_LEAST_ONCE,
  /** Every record is in one object: an index in the store says where a partition goes on. */
  EXACTLY_ONCE,
  /** The same without an index, by files that are the same whenever they are written. */
  EXACTLY_ONCE_BY_NAME
}
