package io.acequia.jdbc.sink;

/** What is promised when something fails between the database and Kafka. */
enum Delivery {
  /** Nothing is lost; a record may be written twice. */
  AT_LEAST_ONCE,
  /** Nothing is lost or written twice: offsets are kept in the database. */
  EXACTLY_ONCE
}
