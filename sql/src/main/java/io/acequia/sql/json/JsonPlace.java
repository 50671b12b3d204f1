package io.acequia.sql.json;

import com.fasterxml.jackson.core.JsonLocation;
import org.jspecify.annotations.Nullable;

/** Where a JSON text is wrong. */
final class JsonPlace {

  private JsonPlace() {}

  static String of(@Nullable JsonLocation location) {
    return location == null
        ? "an unknown place"
        : "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }
}
