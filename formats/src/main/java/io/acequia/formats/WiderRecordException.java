package io.acequia.formats;

import org.apache.kafka.connect.errors.DataException;

/**
 * A record for which its file has no place, although nothing is wrong with it: it has a field that
 * none of those had which told the file's schema, or a fraction where they had whole numbers. A
 * file that begins with it takes it. The file that refused it is as it was.
 */
public final class WiderRecordException extends DataException {

  private static final long serialVersionUID = 1L;

  public WiderRecordException(String message) {
    super(message);
  }
}
