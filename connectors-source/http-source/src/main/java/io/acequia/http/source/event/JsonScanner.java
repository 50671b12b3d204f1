package io.acequia.http.source.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a value to see that it is JSON and not too deep, and picks up the record's key on the
 * way. Builds nothing.
 */
final class JsonScanner implements ValueReader {

  private static final int OFF_PATH = -1;

  private final int maxDepth;
  private final List<String> keyPath;

  /**
   * @param keyPath from the event, {@code [data, user, id]}; empty for none
   */
  JsonScanner(int maxDepth, List<String> keyPath) {
    this.maxDepth = maxDepth;
    this.keyPath = keyPath;
  }

  @Override
  public @Nullable Object read(JsonParser parser, String name, Event event) throws IOException {
    // Depth 2: the event is the first level, its data the second.
    walk(parser, 2, matched(0, name), event);
    return null;
  }

  private void walk(JsonParser parser, int depth, int matched, Event event) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      Depth.check(depth, maxDepth);
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        int below = matched == OFF_PATH ? OFF_PATH : matched(matched, parser.currentName());
        parser.nextToken();
        walk(parser, depth + 1, below, event);
      }
    } else if (token == JsonToken.START_ARRAY) {
      Depth.check(depth, maxDepth);
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        walk(parser, depth + 1, OFF_PATH, event);
      }
    } else if (matched == keyPath.size() && token != JsonToken.VALUE_NULL) {
      event.key = parser.getText();
    }
  }

  private int matched(int before, String name) {
    return before < keyPath.size() && keyPath.get(before).equals(name) ? before + 1 : OFF_PATH;
  }
}
