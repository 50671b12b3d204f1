package io.acequia.elasticsearch.sink.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Small JSON texts as maps and lists: the cluster's answers, and what users configure. */
public final class Json {
  private static final StreamReadConstraints LIMITS = StreamReadConstraints.defaults();
  static final JsonFactory FACTORY = JsonFactory.builder().streamReadConstraints(LIMITS).build();
  private static final int MAX_DEPTH = 50;

  private Json() {}

  /**
   * The object that the text is.
   *
   * @throws IOException if it is no JSON object, or is nested too deep
   */
  public static Map<String, @Nullable Object> object(byte[] text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("not a JSON object");
      }
      Map<String, @Nullable Object> read = object(parser, 0);
      if (parser.nextToken() != null) {
        throw new IOException("more than one JSON object");
      }
      return read;
    }
  }

  /** Why a record's text could not be read, without the parser's message, which quotes it. */
  static DataException unreadable(IOException e) {
    return new DataException(
        e instanceof StreamConstraintsException
            ? ("the record's value is nested deeper than %d levels, or has a text of more than %d, a"
                    + " name of more than %d or a number of more than %d characters")
                .formatted(
                    LIMITS.getMaxNestingDepth(),
                    LIMITS.getMaxStringLength(),
                    LIMITS.getMaxNameLength(),
                    LIMITS.getMaxNumberLength())
            : "the record's value is not well-formed JSON");
  }

  /** The value at a path of names, {@code null} if it is not there. */
  public static @Nullable Object at(@Nullable Object root, String... path) {
    Object value = root;
    for (String name : path) {
      value = value instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return value;
  }

  private static Map<String, @Nullable Object> object(JsonParser parser, int depth)
      throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      map.put(name, value(parser, depth + 1));
    }
    return map;
  }

  private static @Nullable Object value(JsonParser parser, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, depth);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser, depth + 1));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
      default -> null;
    };
  }
}
