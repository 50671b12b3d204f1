package io.acequia.smt.lookup;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/** Rows by key. Used by one thread; what changes the rows is another one's work. */
interface LookupTable extends Closeable {

  /** How many values make a key. */
  int keySize();

  /**
   * The row of a key, or null if there is none.
   *
   * @param key a text, number or boolean; a list of them if there are several
   * @throws org.apache.kafka.connect.errors.RetriableException if the table cannot be asked now
   * @throws org.apache.kafka.connect.errors.DataException if this key cannot be asked for
   * @throws org.apache.kafka.connect.errors.ConnectException if the operator must act
   */
  @Nullable TableRow find(Object key);

  /**
   * The columns, as far as they are known now.
   *
   * @throws org.apache.kafka.connect.errors.RetriableException if the table cannot be asked now
   * @throws org.apache.kafka.connect.errors.ConnectException if the operator must act
   */
  TableShape shape();

  /** Whether a column that is not in the shape cannot appear later. */
  boolean shapeIsFinal();

  /** Ends threads and connections within five seconds. */
  @Override
  void close();
}
