package io.acequia.streams.transforms.plan;

/** What a failure may do to the results. */
public enum Delivery {
  /** Every event counts once, by Kafka's transactions. */
  EXACTLY_ONCE,
  /** After a failure some events may count twice. */
  AT_LEAST_ONCE
}
