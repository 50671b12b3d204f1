package io.acequia.smt.geo;

import java.io.Closeable;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Finds the place of a record. Used by one thread. */
interface PlaceFinder extends Closeable {

  /**
   * The place, or null if there is none.
   *
   * @param record its key or value, a Struct or Map
   * @throws DataException if the record's fields are not what they should be
   */
  @Nullable Place find(Object record);

  /** For messages: the fields that are read. */
  @Override
  String toString();

  @Override
  void close();
}
