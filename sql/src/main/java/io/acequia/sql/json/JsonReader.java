package io.acequia.sql.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * JSON text to values: Map, List, String, Boolean, Long (BigDecimal beyond it), and Double for
 * numbers with a point or an exponent. Of two fields with one name the last counts.
 */
public final class JsonReader {

  /** How deep objects and arrays may be in each other. */
  public static final int MAX_DEPTH = 200;

  private static final int MAX_LENGTH = 64 * 1024 * 1024;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxDocumentLength(MAX_LENGTH)
                  .maxStringLength(MAX_LENGTH)
                  .build())
          .build();

  private JsonReader() {}

  /** Reads one value, at whose first token it finds the parser. */
  @FunctionalInterface
  interface Body {
    @Nullable Object read(JsonParser parser) throws IOException;
  }

  /**
   * @param json {@code byte[]} or String with one value
   * @throws DataException if it is something else; the message has the place, but nothing of the
   *     text
   */
  public static @Nullable Object read(Object json) {
    return read(json, parser -> JsonValues.read(parser, parser.currentToken()));
  }

  static @Nullable Object read(Object json, Body body) {
    try (JsonParser parser = parser(json)) {
      return read(parser, body);
    } catch (IOException e) {
      throw new DataException("the value is not JSON", e);
    }
  }

  private static @Nullable Object read(JsonParser parser, Body body) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw new DataException("the JSON is empty");
      }
      Object result = body.read(parser);
      if (parser.nextToken() != null) {
        throw new DataException("something follows the JSON value" + place(parser));
      }
      return result;
    } catch (StreamConstraintsException e) {
      throw new DataException(
          "the JSON is longer than 64 MiB, nested deeper than "
              + MAX_DEPTH
              + " levels, or has a name or number that is too long"
              + place(parser));
    } catch (JsonProcessingException e) {
      // Neither its message nor itself as the cause: both would show some of the text.
      throw new DataException("the value is not JSON" + place(parser));
    }
  }

  private static JsonParser parser(Object json) throws IOException {
    if (json instanceof byte[] bytes) {
      return JSON.createParser(bytes);
    }
    if (json instanceof String text) {
      return JSON.createParser(text);
    }
    throw new DataException("the value is not JSON text but " + json.getClass().getName());
  }

  private static String place(JsonParser parser) {
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
