package io.acequia.elasticsearch.sink.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** JSON that goes into a bulk request as it came: a text of one object, in UTF-8. */
public final class RawJson {
  private RawJson() {}

  /** The text's bytes if the value is a text or bytes, otherwise {@code null}. */
  public static byte @Nullable [] of(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return bytes;
    }
    if (value instanceof String text) {
      return text.getBytes(StandardCharsets.UTF_8);
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return null;
  }

  /**
   * Writes the text on one line, which is all that the framing of a bulk request asks for. JSON has
   * line ends only between its tokens, where a blank does as well.
   *
   * @param from where to begin
   */
  public static void copy(byte[] json, int from, OutputStream out) throws IOException {
    int begin = from;
    for (int i = from; i < json.length; i++) {
      if (json[i] == '\n' || json[i] == '\r') {
        out.write(json, begin, i - begin);
        out.write(' ');
        begin = i + 1;
      }
    }
    out.write(json, begin, json.length - begin);
  }

  /**
   * The position of the opening brace. What is behind it is the cluster's to judge: a text that is
   * no JSON spoils its own document only.
   *
   * @throws DataException if the text does not look like an object
   */
  public static int checkShape(byte[] json) {
    int first = 0;
    int last = json.length - 1;
    while (first <= last && isBlank(json[first])) {
      first++;
    }
    while (last > first && isBlank(json[last])) {
      last--;
    }
    if (first >= last || json[first] != '{' || json[last] != '}') {
      throw new DataException("the record's value is not a JSON object");
    }
    return first;
  }

  /**
   * Reads all of the text, for places where a broken one would spoil its neighbours.
   *
   * @param name a field to look for on the way
   * @return whether the object itself has a field of this name
   * @throws DataException if it is not exactly one well-formed object
   */
  public static boolean checkAll(byte[] json, String name) {
    boolean found = false;
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DataException("the record's value is not a JSON object");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        found |= name.equals(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        throw new DataException("the record's value is more than one JSON object");
      }
      return found;
    } catch (IOException e) {
      throw Json.unreadable(e);
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
