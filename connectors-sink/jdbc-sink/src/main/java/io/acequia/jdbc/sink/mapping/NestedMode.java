package io.acequia.jdbc.sink.mapping;

/** What becomes of a nested object. */
public enum NestedMode {
  /** One column of JSON. */
  JSONB,
  /** A column for each of its fields, named {@code object_field}. */
  FLATTEN
}
