package io.acequia.http.source.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds schemaless values straight from the tokens: maps, lists, strings, booleans, {@code Long}
 * and {@code Double}, which are what Connect's converters take.
 */
public final class JsonMaps implements ValueReader {

  private final int maxDepth;

  public JsonMaps(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  @Override
  public @Nullable Object read(JsonParser parser, String name, Event event) throws IOException {
    return value(parser, name, 2);
  }

  /** The value that the current token begins. */
  public @Nullable Object value(JsonParser parser, String name, int depth) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser, name, depth);
      case START_ARRAY -> array(parser, name, depth);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser, name);
      case VALUE_NUMBER_FLOAT -> fraction(parser, name);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser, String name, int depth)
      throws IOException {
    Depth.check(depth, maxDepth);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      int before = map.size();
      map.put(field, value(parser, field, depth + 1));
      if (map.size() == before) {
        throw InvalidEventException.inField(field, "Field '" + field + "' is given twice");
      }
    }
    return map;
  }

  private List<@Nullable Object> array(JsonParser parser, String name, int depth)
      throws IOException {
    Depth.check(depth, maxDepth);
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser, name, depth + 1));
    }
    return list;
  }

  private static Long whole(JsonParser parser, String name) throws IOException {
    JsonParser.NumberType type = parser.getNumberType();
    if (type == JsonParser.NumberType.BIG_INTEGER) {
      throw InvalidEventException.inField(
          name, "The number in '" + name + "' does not fit 64 bits: send it as a string");
    }
    return parser.getLongValue();
  }

  private static Double fraction(JsonParser parser, String name) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw InvalidEventException.inField(
          name, "The number in '" + name + "' does not fit a double: send it as a string");
    }
    return value;
  }
}
