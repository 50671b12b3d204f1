package io.acequia.http.source.event;

import io.acequia.http.source.answer.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An event as it was read from a body: the envelope's fields, and {@code data} and {@code metadata}
 * either as values or as places in the body. Filled by {@link EventReader}, completed by {@link
 * EventResolver}; used on one event loop only.
 */
public final class Event {

  /** Says that there is none of an optional place or number. */
  static final int NONE = -1;

  @Nullable String eventId;
  @Nullable String streamId;
  @Nullable String eventType;

  /** ISO-8601, as the client wrote it. */
  @Nullable String timestamp;

  /** Milliseconds since 1970. */
  long timestampMillis = NONE;

  /** The client's number of a WebSocket frame. */
  long sequence = NONE;

  @Nullable Object data;
  @Nullable Object metadata;
  @Nullable String key;

  byte[] body = {};
  int dataStart = NONE;
  int dataEnd;
  int metadataStart = NONE;
  int metadataEnd;

  /** Whether the client chose the id itself, so that a repeat can be recognised. */
  boolean ownId;

  private @Nullable Problem problem;

  /** Marks the event as refused. */
  public void refuse(Problem why) {
    problem = why;
  }

  /** Why the event is refused; {@code null} while nothing speaks against it. */
  public @Nullable Problem problem() {
    return problem;
  }

  public @Nullable String eventId() {
    return eventId;
  }

  public @Nullable String streamId() {
    return streamId;
  }

  public boolean hasOwnId() {
    return ownId;
  }

  public long sequence() {
    return sequence;
  }
}
