package io.acequia.streams.transforms.plan;

/** How keys or values are written in a topic. */
public enum Format {
  JSON,
  /** In the wire format of a Confluent-compatible schema registry. */
  AVRO,
  /** UTF-8 text: one column named {@code value}. */
  TEXT
}
