package io.acequia.sql;

import org.jspecify.annotations.Nullable;

/**
 * A record as expressions see it. A caller may use one object for all records, one after the other:
 * nothing here is kept after an evaluation.
 */
public interface Row {

  /** The value: a Struct, a Map, or JSON as {@code byte[]} or String, as the {@link Shape} says. */
  @Nullable Object value();

  /** {@code _key}. */
  @Nullable Object key();

  /** {@code _topic}. */
  @Nullable String topic();

  /** {@code _partition}. */
  @Nullable Integer partition();

  /** {@code _offset}; null in a source. */
  @Nullable Long offset();

  /** {@code _timestamp}, in milliseconds since the epoch. */
  @Nullable Long timestamp();

  /** {@code headers['name']}: the last of that name, or null. */
  @Nullable Object header(String name);
}
