package io.acequia.http.source.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a body of JSON holds.
 *
 * @param events in their order, each perhaps with its problem
 * @param streamId that holds for every event without its own
 * @param sequence the client's number of a WebSocket frame, {@link Event#NONE} without one
 * @param single whether it was one event by itself
 */
public record Body(List<Event> events, @Nullable String streamId, long sequence, boolean single) {

  public boolean hasSequence() {
    return sequence != Event.NONE;
  }
}
