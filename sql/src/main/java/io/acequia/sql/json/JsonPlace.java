package io.acequia.sql.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;

/** Where a JSON text is wrong, as messages end with it. */
final class JsonPlace {

  private JsonPlace() {}

  static String of(JsonParser parser) {
    JsonLocation location = parser.currentLocation();
    long offset =
        location.getByteOffset() >= 0 ? location.getByteOffset() : location.getCharOffset();
    return " at line "
        + location.getLineNr()
        + ", column "
        + location.getColumnNr()
        + " of it, offset "
        + offset;
  }
}
