package io.acequia.commons.path;

/** One step of a {@link FieldPath}. */
public sealed interface Segment {

  /** A field of a Struct or a key of a Map. */
  record Field(String name) implements Segment {}

  /** An element of an array, counted from 0. */
  record Index(int position) implements Segment {}

  /** Every field, key or element. */
  record Wildcard() implements Segment {}
}
