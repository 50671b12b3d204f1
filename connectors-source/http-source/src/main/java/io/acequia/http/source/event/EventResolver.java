package io.acequia.http.source.event;

import io.acequia.commons.path.FieldPath;
import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.route.Streams;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Completes an event and makes of it what a record needs: stream, topic, id, time, key and value.
 * Not thread-safe: one for each event loop.
 */
public final class EventResolver {

  private final Streams streams;
  private final EventFormat format;
  private final KeyField keyField;
  private final boolean eventTime;
  private final EventIds ids = new EventIds();

  /**
   * @param eventTime whether records carry the event's own time or that of its arrival
   */
  public EventResolver(Streams streams, EventFormat format, KeyField keyField, boolean eventTime) {
    this.streams = streams;
    this.format = format;
    this.keyField = keyField;
    this.eventTime = eventTime;
  }

  /**
   * Settles stream, id and timestamp. Afterwards the event has its problem or all of these.
   *
   * @param index of the event in its request
   */
  public void identify(Event event, Sender sender, long index) {
    if (event.problem() != null) {
      return;
    }
    try {
      event.streamId = stream(event, sender);
      event.ownId = event.eventId != null || sender.idempotencyKey() != null;
      if (event.eventId == null) {
        event.eventId =
            sender.idempotencyKey() == null
                ? ids.next(sender.receivedMillis())
                : ids.derived(sender.id(), sender.idempotencyKey(), index, event);
      }
      settleTimestamp(event, sender);
    } catch (InvalidEventException e) {
      event.refuse(e.problem());
    }
  }

  /**
   * What the record of an identified event carries; {@code null} after marking the event as
   * refused.
   */
  public @Nullable RecordParts parts(Event event, Sender sender) {
    try {
      Object value = format.value(event);
      return new RecordParts(
          streams.topic(given(event.streamId)),
          keyField.key(event, value),
          value,
          eventTime ? event.timestampMillis : sender.receivedMillis());
    } catch (InvalidEventException e) {
      event.refuse(e.problem());
      return null;
    }
  }

  public @Nullable Schema valueSchema() {
    return format.schema();
  }

  private String stream(Event event, Sender sender) {
    String stream = event.streamId == null ? sender.streamId() : event.streamId;
    if (stream == null) {
      throw InvalidEventException.inField("stream_id", "Field 'stream_id' is missing");
    }
    if (!streams.exists(stream)) {
      throw new InvalidEventException(
          new Problem(
              ErrorCode.INVALID_STREAM_ID,
              "The specified stream ID does not exist",
              Map.of("stream_id", stream)));
    }
    if (!sender.mayWrite().test(stream)) {
      throw new InvalidEventException(
          new Problem(
              ErrorCode.AUTHORIZATION_DENIED,
              "The API key may not write to this stream",
              Map.of("stream_id", stream)));
    }
    return stream;
  }

  private static void settleTimestamp(Event event, Sender sender) {
    if (event.timestamp == null) {
      event.timestampMillis = sender.receivedMillis();
      event.timestamp = Iso8601.text(sender.receivedMillis());
      return;
    }
    try {
      event.timestampMillis = Iso8601.millis(event.timestamp);
    } catch (DateTimeException e) {
      throw InvalidEventException.inField(
          "timestamp",
          "Field 'timestamp' must be an ISO-8601 timestamp such as 2024-03-15T10:30:00Z");
    }
    // Kafka has no times before 1970: as a record's timestamp they would fail the task.
    if (event.timestampMillis < 0) {
      throw InvalidEventException.inField("timestamp", "Field 'timestamp' is before 1970");
    }
  }

  static <T> T given(@Nullable T field) {
    if (field == null) {
      throw new IllegalStateException("the event is not identified");
    }
    return field;
  }

  /** Where a record's key comes from. */
  public static final class KeyField {

    private final @Nullable FieldPath path;

    /**
     * @param path from the event; {@code null} for records without a key
     */
    public KeyField(@Nullable FieldPath path) {
      this.path = path;
    }

    /** The path below {@code data} or {@code metadata}, which a scan must look out for. */
    List<String> scanned() {
      return path == null ? List.of() : path.segments().stream().map(KeyField::name).toList();
    }

    @Nullable String key(Event event, Object value) {
      if (path == null) {
        return null;
      }
      String key =
          switch (path.toString()) {
            case "event_id" -> event.eventId;
            case "stream_id" -> event.streamId;
            case "event_type" -> event.eventType;
            case "timestamp" -> event.timestamp;
            default -> value instanceof byte[] ? event.key : text(path.get(value));
          };
      if (key == null) {
        throw InvalidEventException.inField(
            path.toString(), "Field '" + path + "', which is the record's key, is missing");
      }
      return key;
    }

    private static @Nullable String text(@Nullable Object value) {
      if (value instanceof String || value instanceof Number || value instanceof Boolean) {
        return value.toString();
      }
      return null;
    }

    private static String name(io.acequia.commons.path.Segment segment) {
      return ((io.acequia.commons.path.Segment.Field) segment).name();
    }
  }
}
