package io.acequia.smt.lookup;

import java.io.IOException;
import java.io.InputStream;

/** A format of files. */
@FunctionalInterface
interface RowReader {

  /**
   * Reads all rows.
   *
   * @throws IOException naming the line, without a value, if something is wrong
   */
  Rows read(InputStream in) throws IOException;
}
