package io.acequia.sql.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.acequia.sql.json.JsonOptions.Duplicates;
import io.acequia.sql.json.JsonOptions.Fractions;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON into plain values: {@link Map} in the order of the text, {@link List}, String, {@link
 * Long}, {@link Double}, Boolean, null, and what the {@link JsonOptions} say for other numbers.
 * Thread-safe.
 *
 * <p>Made for reading a part: {@link JsonFields} and paths pick what a statement needs while the
 * rest is only checked, and a fraction becomes the nearest double without a look at its digits. The
 * transforms' {@code ParseJson} has another reader, for whole values of which nothing may be lost.
 *
 * <p>No message has a part of the text: it may be secret.
 */
public final class JsonReader {

  /** With the default options. */
  public static final JsonReader DEFAULT = new JsonReader(JsonOptions.DEFAULT);

  private final JsonOptions options;
  private final JsonFactory factory;

  public JsonReader(JsonOptions options) {
    this.options = options;
    this.factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(options.maxDepth())
                    .maxNumberLength(options.maxNumberLength())
                    .maxStringLength(options.maxStringLength())
                    .maxDocumentLength(options.maxLength())
                    .build())
            // Keys come from outside: interning them would fill a table of the whole JVM.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .configure(
                StreamReadFeature.STRICT_DUPLICATE_DETECTION,
                options.duplicates() == Duplicates.ERROR)
            .build();
  }

  /**
   * The value that a text is.
   *
   * @param json String, {@code byte[]} (in UTF-8) or {@link ByteBuffer}
   * @throws DataException if this is not one JSON value, or beyond a limit; with line and column
   */
  public @Nullable Object read(Object json) {
    return read(json, this::value);
  }

  /**
   * The value at a place of a text; the rest is checked and skipped.
   *
   * @param json String, {@code byte[]} (in UTF-8) or {@link ByteBuffer}
   * @return null also if there is no such place
   * @throws DataException if this is not one JSON value, or beyond a limit; with line and column
   */
  public @Nullable Object read(Object json, JsonPath path) {
    return read(json, parser -> at(parser, path, 0));
  }

  /** Whether this is one JSON value within the limits; nothing is kept of it. */
  public boolean accepts(String json) {
    try {
      read(
          json,
          parser -> {
            parser.skipChildren();
            return null;
          });
      return true;
    } catch (DataException e) {
      return false;
    }
  }

  static byte[] bytesOf(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  /**
   * @param content reads one value, at whose first token it finds the parser
   */
  @Nullable Object read(Object json, Content content) {
    try (JsonParser parser = parser(json)) {
      return read(parser, content);
    } catch (IOException e) {
      throw new DataException("the value is not JSON", e);
    }
  }

  private @Nullable Object read(JsonParser parser, Content content) throws IOException {
    try {
      if (parser.nextToken() == null) {
        throw new DataException("the JSON is empty");
      }
      Object value = content.read(parser);
      if (parser.nextToken() != null) {
        throw new DataException("something follows the JSON value" + JsonPlace.of(parser));
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw new DataException(options.exceeded() + JsonPlace.of(parser));
    } catch (JsonProcessingException e) {
      // Neither its message nor itself as the cause: both would show some of the text.
      throw new DataException("the value is not JSON" + JsonPlace.of(parser));
    }
  }

  private JsonParser parser(Object json) throws IOException {
    if (json instanceof String text) {
      checkLength(text.length());
      return factory.createParser(text);
    }
    if (json instanceof byte[] bytes) {
      checkLength(bytes.length);
      return factory.createParser(bytes);
    }
    if (json instanceof ByteBuffer buffer) {
      checkLength(buffer.remaining());
      return factory.createParser(bytesOf(buffer));
    }
    throw new DataException("the value is not JSON text but " + json.getClass().getName());
  }

  private void checkLength(int length) {
    if (length > options.maxLength()) {
      throw new DataException(options.exceeded());
    }
  }

  /** The value that begins at the current token; its depth is bounded by the parser. */
  @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> fraction(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new DataException("the value is not JSON" + JsonPlace.of(parser));
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
      parser.nextToken();
      object.put(key, value(parser));
    }
    return object;
  }

  private List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private Object integer(JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    BigInteger number = parser.getBigIntegerValue();
    return switch (options.bigIntegers()) {
      case BIG_INTEGER -> number;
      case DECIMAL -> new BigDecimal(number);
      case DOUBLE -> finite(parser, number.doubleValue());
      case TEXT -> number.toString();
      case ERROR ->
          throw new DataException(
              "the JSON has a whole number beyond 64 bits" + JsonPlace.of(parser));
    };
  }

  private Object fraction(JsonParser parser) throws IOException {
    if (options.fractions() == Fractions.DOUBLE) {
      return finite(parser, parser.getDoubleValue());
    }
    BigDecimal number = parser.getDecimalValue();
    // 1e1000000000 is a few bytes here, and a gigabyte as soon as someone writes its digits.
    if (Math.abs((long) number.scale()) > options.maxNumberLength()) {
      throw outOfRange(parser);
    }
    return number;
  }

  private static double finite(JsonParser parser, double number) {
    if (Double.isInfinite(number)) {
      throw outOfRange(parser);
    }
    return number;
  }

  private @Nullable Object at(JsonParser parser, JsonPath path, int step) throws IOException {
    if (step == path.length()) {
      return value(parser);
    }
    Object found = null;
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      String wanted = path.key(step);
      for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
        parser.nextToken();
        if (key.equals(wanted)) {
          found = at(parser, path, step + 1);
        } else {
          parser.skipChildren();
        }
      }
    } else if (parser.currentToken() == JsonToken.START_ARRAY) {
      int wanted = path.index(step);
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        if (i == wanted) {
          found = at(parser, path, step + 1);
        } else {
          parser.skipChildren();
        }
      }
    }
    return found;
  }

  private static DataException outOfRange(JsonParser parser) {
    return new DataException("the JSON has a number out of range" + JsonPlace.of(parser));
  }

  @FunctionalInterface
  interface Content {
    @Nullable Object read(JsonParser parser) throws IOException;
  }
}
