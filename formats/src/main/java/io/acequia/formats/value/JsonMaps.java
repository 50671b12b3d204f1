package io.acequia.formats.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.acequia.formats.ReadLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as maps, lists and simple values, as Connect has them without a schema: whole numbers are
 * {@code Long}, others {@code Double}, or {@code BigDecimal} where a schema will say what they are.
 */
public final class JsonMaps {

  private final ReadLimits limits;
  private final boolean exact;

  /**
   * @param exact whether numbers keep all their digits, for a schema that is applied afterwards
   */
  public JsonMaps(ReadLimits limits, boolean exact) {
    this.limits = limits;
    this.exact = exact;
  }

  /** Makes parsers that hold these limits; they are checked here again where the message counts. */
  public static JsonFactory factory(ReadLimits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.recordBytes())
                .maxNameLength(Math.min(limits.recordBytes(), 50_000))
                .build())
        // Names come from outside: a table of all that were ever seen would grow for ever.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /** What the parser's own messages would quote: only where it is. */
  public static String problem(JsonProcessingException e) {
    return e.getLocation() == null
        ? "is not JSON, or nested too deep"
        : "is not JSON at column " + e.getLocation().getColumnNr();
  }

  /**
   * Reads a text that is one JSON value.
   *
   * @throws Misfit if it is not
   */
  public @Nullable Object parse(String text) {
    try (JsonParser parser = factory(limits).createParser(text)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new Misfit("has something after the end of its JSON");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new Misfit(problem(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the value that the parser's current token begins.
   *
   * @throws Misfit naming the field, if it exceeds a limit or is given twice
   */
  public @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new Misfit("is empty");
    }
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> whole(parser);
      case VALUE_NUMBER_FLOAT -> exact ? parser.getDecimalValue() : fraction(parser);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      default -> null;
    };
  }

  private Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      if (map.size() == limits.columns()) {
        throw new Misfit("has more than " + limits.columns() + " fields");
      }
      int before = map.size();
      try {
        map.put(field, value(parser));
      } catch (Misfit misfit) {
        throw misfit.in(field);
      }
      if (map.size() == before) {
        throw new Misfit("is given twice").in(field);
      }
    }
    return map;
  }

  private List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        list.add(value(parser));
      } catch (Misfit misfit) {
        throw misfit.at(list.size());
      }
    }
    return list;
  }

  private Number whole(JsonParser parser) throws IOException {
    if (parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
      return parser.getLongValue();
    }
    if (exact) {
      return parser.getDecimalValue();
    }
    throw new Misfit("is a number that does not fit 64 bits: it needs a schema or quotes");
  }

  private static Double fraction(JsonParser parser) throws IOException {
    double value = parser.getDoubleValue();
    if (Double.isInfinite(value)) {
      throw new Misfit("is a number that does not fit a double: it needs a schema or quotes");
    }
    return value;
  }
}
