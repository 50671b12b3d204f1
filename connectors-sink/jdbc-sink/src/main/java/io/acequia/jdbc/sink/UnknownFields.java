package io.acequia.jdbc.sink;

/** What becomes of a field that the table has no column for and may not get one. */
enum UnknownFields {
  /** Its record is at fault. */
  REPORT,
  /** It is left out. */
  IGNORE
}
