package io.acequia.http.source.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies of JSON: one event, a batch, or a WebSocket's frame. A body is taken as a whole or
 * not at all where the JSON is broken; where it is well-formed each event stands for itself.
 */
public final class BodyReader {

  // Far above what the limits on depth and length allow: these stop only what would harm the
  // parser.
  private static final int PARSER_DEPTH = 500;
  private static final int ID_LENGTH = 128;

  private final JsonFactory factory;
  private final EventReader events;
  private final EventLimits limits;

  public BodyReader(EventLimits limits, ValueReader values) {
    this.limits = limits;
    this.events = new EventReader(limits, values);
    this.factory =
        new JsonFactoryBuilder()
            // Interning takes a global lock, and names of fields come from strangers.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            // JSON between systems is UTF-8 (RFC 8259, section 8.1); a guess of UTF-16 has no
            // offsets.
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(PARSER_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();
  }

  /**
   * Reads one event.
   *
   * @throws InvalidEventException if this is not one JSON value in UTF-8
   */
  public Event event(byte[] body) {
    return parsed(body, parser -> events.read(parser, body));
  }

  /**
   * Reads {@code {"stream_id": .., "events": [..]}} or a bare array of events.
   *
   * @throws InvalidEventException if this is not such a body in UTF-8
   */
  public Body batch(byte[] body) {
    return parsed(
        body,
        parser ->
            parser.currentToken() == JsonToken.START_ARRAY
                ? new Body(array(parser, body), null, Event.NONE, false)
                : batchObject(parser, body));
  }

  /**
   * Reads a WebSocket's frame: an array of events, a batch, or one event; the latter two perhaps
   * with {@code sequence}.
   *
   * @throws InvalidEventException if this is not such a frame in UTF-8
   */
  public Body frame(byte[] body) {
    if (hasEvents(body)) {
      return batch(body);
    }
    Event event = event(body);
    return new Body(List.of(event), null, event.sequence, true);
  }

  private boolean hasEvents(byte[] body) {
    return parsed(
        body,
        parser -> {
          if (parser.currentToken() != JsonToken.START_OBJECT) {
            boolean array = parser.currentToken() == JsonToken.START_ARRAY;
            parser.skipChildren();
            return array;
          }
          boolean found = false;
          while (parser.nextToken() != JsonToken.END_OBJECT) {
            found |= "events".equals(parser.currentName());
            parser.nextToken();
            parser.skipChildren();
          }
          return found;
        });
  }

  private Body batchObject(JsonParser parser, byte[] body) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw invalid("A batch must be a JSON object with 'stream_id' and 'events', or an array");
    }
    List<Event> list = null;
    String stream = null;
    long sequence = Event.NONE;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if ("events".equals(name) && value == JsonToken.START_ARRAY && list == null) {
        list = array(parser, body);
      } else if ("stream_id".equals(name) && stream == null) {
        stream = EventReader.text(parser, name, ID_LENGTH);
      } else if ("sequence".equals(name) && sequence == Event.NONE) {
        sequence = EventReader.sequence(parser);
      } else {
        throw invalid("A batch has 'stream_id' and an array 'events', each once, and nothing else");
      }
    }
    if (list == null) {
      throw invalid("Field 'events' is missing");
    }
    return new Body(list, stream, sequence, false);
  }

  private List<Event> array(JsonParser parser, byte[] body) throws IOException {
    List<Event> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (list.size() == limits.batchEvents()) {
        throw InvalidEventException.of(
            ErrorCode.PAYLOAD_TOO_LARGE,
            "A batch may have at most " + limits.batchEvents() + " events");
      }
      list.add(events.read(parser, body));
    }
    return list;
  }

  private <T> T parsed(byte[] body, Reading<T> reading) {
    if (!Utf8.isValid(body)) {
      throw InvalidEventException.of(ErrorCode.INVALID_JSON, "The body is not valid UTF-8");
    }
    try (JsonParser parser = factory.createParser(body)) {
      if (parser.nextToken() == null) {
        throw InvalidEventException.of(ErrorCode.INVALID_JSON, "The body is empty");
      }
      T read = reading.from(parser);
      if (parser.nextToken() != null) {
        throw InvalidEventException.of(
            ErrorCode.INVALID_JSON, "There is something after the end of the JSON");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new InvalidEventException(brokenJson(e.getOriginalMessage(), e.getLocation()));
    } catch (IOException e) {
      // From an array in memory nothing else can be thrown.
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Problem brokenJson(String message, @Nullable JsonLocation at) {
    // Where the object began is in words of the parser's own configuration.
    int aside = message.indexOf(" (start marker at ");
    String plain = aside < 0 ? message : message.substring(0, aside);
    // The parser quotes what it found; a client's own text is not worth repeating at length.
    String shown = plain.length() <= 200 ? plain : plain.substring(0, 200) + "...";
    if (at == null) {
      return new Problem(ErrorCode.INVALID_JSON, shown);
    }
    return new Problem(
        ErrorCode.INVALID_JSON, shown, Map.of("line", at.getLineNr(), "column", at.getColumnNr()));
  }

  private static InvalidEventException invalid(String message) {
    return InvalidEventException.of(ErrorCode.INVALID_REQUEST, message);
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(JsonParser parser) throws IOException;
  }
}
