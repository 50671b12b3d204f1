package io.acequia.formats.value;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.acequia.formats.ReadLimits;
import io.acequia.formats.ReaderOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps, lists and simple values, as Connect has them without a schema. */
public final class JsonMaps {

  private final ReadLimits limits;
  private final JsonNumbers numbers;

  public JsonMaps(ReadLimits limits, JsonNumbers numbers) {
    this.limits = limits;
    this.numbers = numbers;
  }

  /** For records to which a schema is applied afterwards, or which Connect gets as they are. */
  public static JsonMaps ofFile(ReaderOptions options) {
    return new JsonMaps(
        options.limits(), options.schema() == null ? JsonNumbers.CONNECT : JsonNumbers.DECIMAL);
  }

  /** Makes parsers that hold these limits; they are checked here again where the message counts. */
  public static JsonFactory factory(ReadLimits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(limits.depth())
                .maxStringLength(limits.recordBytes())
                .maxNameLength(longestName(limits))
                .build())
        // Names come from outside: a table of all that were ever seen would grow for ever.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /** What the parser's own messages would quote: only where it is. */
  public String problem(JsonProcessingException e) {
    if (e instanceof StreamConstraintsException) {
      return beyond(limits);
    }
    return e.getLocation() == null
        ? "is not JSON"
        : "is not JSON at column " + e.getLocation().getColumnNr();
  }

  /** What a parser refuses by the limits of {@link #factory}. */
  public static String beyond(ReadLimits limits) {
    return ("is nested more than %d levels deep, or has a name of more than %d or a number of more"
            + " than %d characters")
        .formatted(limits.depth(), longestName(limits), StreamReadConstraints.DEFAULT_MAX_NUM_LEN);
  }

  private static int longestName(ReadLimits limits) {
    return Math.min(limits.recordBytes(), 50_000);
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
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> numbers.of(parser);
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
}
