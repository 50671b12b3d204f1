package io.acequia.http.source.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.acequia.http.source.answer.ErrorCode;
import java.io.IOException;

/**
 * Reads the fields of one event from a stream of tokens. The fields are those of the API's first
 * document: {@code event_id}, {@code stream_id}, {@code timestamp}, {@code event_type}, {@code
 * data}, {@code metadata}; on a WebSocket also {@code sequence}. Any other is refused by name, so
 * that nothing that a client sent is dropped in silence.
 */
final class EventReader {

  private static final int ID_LENGTH = 128;
  private static final int TYPE_LENGTH = 256;
  private static final int TIMESTAMP_LENGTH = 40;

  private final EventLimits limits;
  private final ValueReader values;

  EventReader(EventLimits limits, ValueReader values) {
    this.limits = limits;
    this.values = values;
  }

  /**
   * Reads the event that the current token begins. A well-formed but unacceptable event is returned
   * with its problem, the parser standing at its end.
   *
   * @throws IOException if the JSON itself is broken: nothing after that can be read
   */
  Event read(JsonParser parser, byte[] body) throws IOException {
    Event event = new Event();
    event.body = body;
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      event.refuse(
          InvalidEventException.of(ErrorCode.INVALID_EVENT, "An event must be a JSON object")
              .problem());
      return event;
    }
    int inside = parser.getParsingContext().getNestingDepth();
    int start = start(parser);
    try {
      fields(parser, event);
      require(event);
    } catch (InvalidEventException e) {
      event.refuse(e.problem());
      leave(parser, inside);
    }
    int size = end(parser) - start;
    if (size > limits.eventBytes()) {
      event.refuse(
          InvalidEventException.of(
                  ErrorCode.EVENT_TOO_LARGE,
                  "The event has " + size + " bytes; at most " + limits.eventBytes() + " are taken")
              .problem());
    }
    return event;
  }

  private void fields(JsonParser parser, Event event) throws IOException {
    int seen = 0;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      int bit =
          switch (name) {
            case "event_id" -> {
              event.eventId = identifier(parser, name);
              yield 1;
            }
            case "stream_id" -> {
              event.streamId = text(parser, name, ID_LENGTH);
              yield 2;
            }
            case "timestamp" -> {
              event.timestamp = text(parser, name, TIMESTAMP_LENGTH);
              yield 4;
            }
            case "event_type" -> {
              event.eventType = text(parser, name, TYPE_LENGTH);
              yield 8;
            }
            case "data" -> {
              data(parser, event);
              yield 16;
            }
            case "metadata" -> {
              metadata(parser, event);
              yield 32;
            }
            case "sequence" -> {
              event.sequence = sequence(parser);
              yield 64;
            }
            default ->
                throw InvalidEventException.inField(
                    shown(name), "Field '" + shown(name) + "' is unknown: put it into 'data'");
          };
      if ((seen & bit) != 0) {
        throw InvalidEventException.inField(name, "Field '" + name + "' is given twice");
      }
      seen |= bit;
    }
  }

  private void data(JsonParser parser, Event event) throws IOException {
    requireObject(parser, "data");
    event.dataStart = start(parser);
    event.data = values.read(parser, "data", event);
    event.dataEnd = end(parser);
  }

  private void metadata(JsonParser parser, Event event) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    requireObject(parser, "metadata");
    event.metadataStart = start(parser);
    event.metadata = values.read(parser, "metadata", event);
    event.metadataEnd = end(parser);
  }

  private static void require(Event event) {
    if (event.eventType == null) {
      throw InvalidEventException.inField("event_type", "Field 'event_type' is missing");
    }
    if (event.dataStart == Event.NONE) {
      throw InvalidEventException.inField("data", "Field 'data' is missing");
    }
  }

  private static void requireObject(JsonParser parser, String name) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw InvalidEventException.inField(name, "Field '" + name + "' must be a JSON object");
    }
  }

  private static String identifier(JsonParser parser, String name) throws IOException {
    String text = text(parser, name, ID_LENGTH);
    if (!isVisibleAscii(text)) {
      throw InvalidEventException.inField(
          name,
          "Field '" + name + "' may have visible ASCII characters only, no quotes or backslashes");
    }
    return text;
  }

  static String text(JsonParser parser, String name, int limit) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw InvalidEventException.inField(name, "Field '" + name + "' must be a string");
    }
    String text = parser.getText();
    if (text.isBlank() || text.length() > limit) {
      throw InvalidEventException.inField(
          name, "Field '" + name + "' must have 1 to " + limit + " characters");
    }
    if (hasControl(text)) {
      throw InvalidEventException.inField(
          name, "Field '" + name + "' must not have control characters");
    }
    return text;
  }

  // Plain loops: these run for every field of every event, and a stream costs ten times as much.

  private static boolean isVisibleAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  private static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  static long sequence(JsonParser parser) throws IOException {
    boolean whole =
        parser.currentToken() == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    if (!whole || parser.getLongValue() < 0) {
      throw InvalidEventException.inField(
          "sequence", "Field 'sequence' must be a whole number of at least 0");
    }
    return parser.getLongValue();
  }

  private static String shown(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "...";
  }

  /** Reads on to the end of the object whose inside has this depth. */
  private static void leave(JsonParser parser, int inside) throws IOException {
    while (parser.getParsingContext().getNestingDepth() >= inside) {
      parser.nextToken();
    }
  }

  private static int start(JsonParser parser) {
    return (int) parser.currentTokenLocation().getByteOffset();
  }

  private static int end(JsonParser parser) {
    return (int) parser.currentLocation().getByteOffset();
  }
}
