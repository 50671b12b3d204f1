package io.acequia.jdbc.sink.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object straight into a row, without the map that a converter would build of it: the
 * same columns and values as from {@code JsonConverter} without schemas, at a third of its cost.
 */
final class JsonReader {
  // A double holds any decimal of so many digits.
  private static final int EXACT_DIGITS = 15;
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonReader() {}

  /** Whether a value is text or bytes, and so JSON if it is anything with fields. */
  static boolean takes(Object value) {
    return value instanceof byte[] || value instanceof String || value instanceof ByteBuffer;
  }

  /**
   * Reads the fields below {@code root}.
   *
   * @throws DataException if the value is not one JSON object
   */
  static void read(Object value, FieldNode root, Row row) {
    try (JsonParser parser = open(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DataException("the record's value is not a JSON object");
      }
      object(parser, root, row);
      if (parser.nextToken() != null) {
        throw new DataException("the record's value has more than one JSON object");
      }
    } catch (IOException e) {
      // The parser's message may quote the value: only its position is told.
      throw new DataException("the record's value is not valid JSON");
    }
  }

  private static JsonParser open(Object value) throws IOException {
    if (value instanceof byte[] bytes) {
      return FACTORY.createParser(bytes);
    }
    if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return FACTORY.createParser(bytes);
    }
    return FACTORY.createParser((String) value);
  }

  private static void object(JsonParser parser, FieldNode node, Row row) throws IOException {
    int position = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      FieldNode child = token == JsonToken.VALUE_NULL ? null : node.field(name, position++);
      if (child == null) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT && child.isOnlyObject()) {
        object(parser, child, row);
      } else {
        child.accept(value(parser, token), row);
      }
    }
  }

  private static Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case START_OBJECT -> map(parser);
      case START_ARRAY -> list(parser);
      default -> throw new DataException("the record's value is not valid JSON");
    };
  }

  private static Number integer(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? new BigDecimal(parser.getBigIntegerValue())
        : (Number) parser.getLongValue();
  }

  private static Number decimal(JsonParser parser) throws IOException {
    return parser.getTextLength() <= EXACT_DIGITS
        ? (Number) parser.getDoubleValue()
        : exact(parser);
  }

  /** A double where that loses nothing, else all the digits. */
  private static Number exact(JsonParser parser) throws IOException {
    BigDecimal decimal = parser.getDecimalValue();
    double number = decimal.doubleValue();
    boolean same =
        Double.isFinite(number) && new BigDecimal(Double.toString(number)).compareTo(decimal) == 0;
    return same ? (Number) number : decimal;
  }

  private static Map<String, @Nullable Object> map(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      map.put(name, token == JsonToken.VALUE_NULL ? null : value(parser, token));
    }
    return map;
  }

  private static List<@Nullable Object> list(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      list.add(token == JsonToken.VALUE_NULL ? null : value(parser, token));
    }
    return list;
  }
}
