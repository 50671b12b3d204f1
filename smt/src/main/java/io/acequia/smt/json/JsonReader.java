package io.acequia.smt.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON text into maps (in the order of the text), lists, {@link String}, {@link Long},
 * {@link Double}, {@link Boolean} and null, as {@link JsonOptions} say also {@link
 * java.math.BigDecimal}. Strict as RFC 8259 is, and one value only. Thread-safe.
 *
 * <p>Made for whole values of which nothing is lost unsaid: each number is tried for digits that a
 * double would not keep, limits count bytes of UTF-8, and messages name the field. The SQL engine's
 * {@link io.acequia.sql.json.JsonReader} does none of that for each record, and skips what is not
 * asked for.
 */
public final class JsonReader {

  /** Of a number's digits; what JVMs need to turn a text into a number grows with their square. */
  private static final int LONGEST_NUMBER = 1_000;

  private final JsonOptions options;
  private final JsonNumber numbers;
  private final JsonFactory factory;

  public JsonReader(JsonOptions options) {
    this.options = options;
    this.numbers = new JsonNumber(options.bigNumbers());
    this.factory =
        new JsonFactoryBuilder()
            // Interned names of a hostile producer would stay for ever.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(options.maxDepth())
                    .maxStringLength(options.maxBytes())
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();
  }

  /**
   * The value that a text says.
   *
   * @param json a String, or UTF-8 as byte[] or ByteBuffer
   * @param where the text was found, for messages
   * @throws DataException if it is not JSON, or beyond a limit; with line and column, and never
   *     with anything of the text
   */
  public @Nullable Object read(Object json, String where) {
    try (JsonParser parser = parser(json, where)) {
      JsonToken token = parser.nextToken();
      if (token == null) {
        throw new DataException("the JSON of '" + where + "' is empty");
      }
      Object value = value(parser, token, where);
      if (parser.nextToken() != null) {
        throw refused("goes on after its end", where, parser.currentTokenLocation());
      }
      return value;
    } catch (JsonProcessingException e) {
      // Not as the cause: its message shows the text.
      throw refused(reason(e), where, e.getLocation());
    } catch (IOException e) {
      // From the decoder of bytes; its message may show some of them.
      throw new DataException("the JSON of '" + where + "' is not in UTF-8");
    }
  }

  private JsonParser parser(Object json, String where) throws IOException {
    if (json instanceof String text) {
      requireSize(utf8Length(text), where);
      return factory.createParser(text);
    }
    if (json instanceof byte[] bytes) {
      requireSize(bytes.length, where);
      return factory.createParser(bytes);
    }
    if (json instanceof ByteBuffer buffer) {
      requireSize(buffer.remaining(), where);
      if (buffer.hasArray()) {
        int start = buffer.arrayOffset() + buffer.position();
        return factory.createParser(buffer.array(), start, buffer.remaining());
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return factory.createParser(bytes);
    }
    throw new DataException(
        "'" + where + "' is a " + json.getClass().getName() + ", not a text or bytes");
  }

  private long utf8Length(String text) {
    boolean surely = (long) text.length() * 3 <= options.maxBytes();
    if (surely || text.length() > options.maxBytes()) {
      return text.length();
    }
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private void requireSize(long bytes, String where) {
    if (bytes > options.maxBytes()) {
      throw new DataException(
          "the JSON of '" + where + "' is longer than " + options.maxBytes() + " bytes");
    }
  }

  private @Nullable Object value(JsonParser parser, JsonToken token, String where)
      throws IOException {
    return switch (token) {
      case START_OBJECT -> object(parser, where);
      case START_ARRAY -> array(parser, where);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser, where);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw refused("is not valid", where, parser.currentTokenLocation());
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser, String where) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    int size = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      object.put(name, value(parser, parser.nextToken(), where));
      if (object.size() > size) {
        size++;
      } else if (!options.lastKeyWins()) {
        throw refused("has a key twice in one object", where, parser.currentTokenLocation());
      }
    }
    return object;
  }

  private List<@Nullable Object> array(JsonParser parser, String where) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(parser, token, where));
    }
    return array;
  }

  private Object number(JsonParser parser, String where) throws IOException {
    Object number = numbers.of(parser);
    if (number == null) {
      throw refused(
          "has a number that would lose digits; big.numbers says what becomes of those",
          where,
          parser.currentTokenLocation());
    }
    return number;
  }

  private String reason(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return "ends too early";
    }
    if (e instanceof StreamConstraintsException) {
      return "is beyond a limit: "
          + options.maxDepth()
          + " levels, or "
          + LONGEST_NUMBER
          + " digits of a number, or 50000 characters of a key";
    }
    return "is not valid";
  }

  private static DataException refused(
      String reason, String where, @Nullable JsonLocation location) {
    return new DataException(
        "the JSON of '"
            + where
            + "' "
            + reason
            + (location == null
                ? ""
                : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")"));
  }
}
