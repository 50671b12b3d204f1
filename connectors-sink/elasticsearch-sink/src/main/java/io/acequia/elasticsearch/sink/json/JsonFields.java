package io.acequia.elasticsearch.sink.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.acequia.commons.path.FieldPath;
import io.acequia.commons.path.Segment;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a few fields of a JSON text, and nothing behind the last of them: what needs three fields
 * parses three.
 */
public final class JsonFields {
  private final Node root = new Node();
  private final int count;

  /** The paths are of names only. */
  public JsonFields(List<FieldPath> paths) {
    for (int i = 0; i < paths.size(); i++) {
      Node node = root;
      for (Segment segment : paths.get(i).segments()) {
        if (!(segment instanceof Segment.Field field)) {
          throw new IllegalArgumentException("'" + paths.get(i) + "' is not only names");
        }
        node = node.children.computeIfAbsent(field.name(), name -> new Node());
      }
      node.number = i;
    }
    count = paths.size();
  }

  /**
   * The values in the order of the paths: texts, whole numbers, booleans, other numbers as texts;
   * {@code null} for what is missing, null, an object or an array.
   *
   * @throws DataException if the text, as far as it is read, is no JSON object
   */
  public @Nullable Object[] read(byte[] json) {
    Reading reading = new Reading(count);
    if (count == 0) {
      return reading.values;
    }
    try (JsonParser parser = Json.FACTORY.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new DataException("the record's value is not a JSON object");
      }
      object(parser, root, reading);
    } catch (IOException e) {
      throw Json.unreadable(e);
    }
    return reading.values;
  }

  private static void object(JsonParser parser, Node node, Reading reading) throws IOException {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Node child = node.children.get(parser.currentName());
      JsonToken token = parser.nextToken();
      if (child == null) {
        parser.skipChildren();
      } else if (token == JsonToken.START_OBJECT) {
        object(parser, child, reading);
      } else if (token == JsonToken.START_ARRAY) {
        parser.skipChildren();
      } else if (child.number >= 0) {
        reading.values[child.number] = scalar(parser, token);
        reading.missing--;
      }
      if (reading.missing == 0) {
        return;
      }
    }
  }

  private static @Nullable Object scalar(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING, VALUE_NUMBER_FLOAT -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getText()
              : (Object) parser.getLongValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private static final class Node {
    private final Map<String, Node> children = new HashMap<>();
    private int number = -1;
  }

  private static final class Reading {
    private final @Nullable Object[] values;
    private int missing;

    private Reading(int count) {
      values = new Object[count];
      missing = count;
    }
  }
}
