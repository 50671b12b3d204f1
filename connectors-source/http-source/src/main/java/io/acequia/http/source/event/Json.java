package io.acequia.http.source.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** JSON in a configuration: small, trusted, and read whole. */
public final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int DEPTH = 100;

  private Json() {}

  /**
   * Maps, lists, strings, numbers, booleans and null.
   *
   * @throws IllegalArgumentException if this is not JSON; the message tells where, and not what
   */
  public static @Nullable Object parse(String text) {
    try (JsonParser parser = FACTORY.createParser(text)) {
      Object value = parser.nextToken() == null ? null : new JsonMaps(DEPTH).value(parser, "", 1);
      if (parser.nextToken() != null) {
        throw new IllegalArgumentException("something follows after the end of the JSON");
      }
      return value;
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the text, which may be a secret.
      throw new IllegalArgumentException(
          "not JSON, at line %d, column %d"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (InvalidEventException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
