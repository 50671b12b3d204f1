package io.acequia.jdbc.sink;

/** How a row meets one that is there already. */
enum InsertMode {
  /** Every record adds a row. */
  INSERT,
  /** A record replaces the row of its key, or adds it. */
  UPSERT
}
