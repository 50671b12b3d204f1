package io.acequia.sql.library.json;

import io.acequia.sql.function.Place;
import io.acequia.sql.json.JsonOptions;
import io.acequia.sql.json.JsonPath;
import io.acequia.sql.json.JsonReader;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * JSON as text or bytes, of which no more is parsed than is asked for, or a value that is parsed
 * already.
 */
record JsonDocument(Place place, Object source, boolean isText) {

  private static final JsonReader EXACT =
      new JsonReader(JsonOptions.DEFAULT.withFractions(JsonOptions.Fractions.DECIMAL));
  private static final JsonPath ROOT = JsonPath.parse("$");

  /**
   * @return null also if there is no such place
   * @throws DataException if this is no JSON
   */
  @Nullable Object at(JsonPath path) {
    return read(JsonReader.DEFAULT, path);
  }

  /** The same with decimals for fractions, which keep all of their digits. */
  @Nullable Object exactAt(JsonPath path) {
    return read(EXACT, path);
  }

  @Nullable Object root() {
    return at(ROOT);
  }

  @Nullable Object exactRoot() {
    return exactAt(ROOT);
  }

  private @Nullable Object read(JsonReader reader, JsonPath path) {
    if (!isText) {
      return path.in(source);
    }
    try {
      return reader.read(source, path);
    } catch (DataException e) {
      throw new DataException(place + ": " + e.getMessage(), e);
    }
  }
}
