package io.acequia.sql.bind;

import io.acequia.sql.syntax.Place;
import org.apache.kafka.connect.errors.DataException;

/** Errors on a record, with the place in the statement. */
final class Failures {

  private Failures() {}

  static DataException at(Place place, DataException cause) {
    return new DataException(cause.getMessage() + " at " + place, cause);
  }

  static DataException at(Place place, String message) {
    return new DataException(message + " at " + place);
  }
}
