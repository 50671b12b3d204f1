package io.acequia.http.source.event;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the value that the parser's current token begins, to its last token. */
interface ValueReader {

  /**
   * Reads one value.
   *
   * @param name of the event's field, {@code data} or {@code metadata}
   * @return the value, or {@code null} if its place in the body is enough
   * @throws InvalidEventException if it is well-formed JSON but cannot be taken
   */
  @Nullable Object read(JsonParser parser, String name, Event event) throws IOException;
}
