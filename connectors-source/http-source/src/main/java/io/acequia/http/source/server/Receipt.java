package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.event.Event;
import io.acequia.http.source.queue.Outcome;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Events that came together and are answered together, and what became of each. Done when every
 * event is settled, each exactly once and on whatever thread.
 */
final class Receipt {

  private final List<Event> events;
  private final @Nullable Outcome[] outcomes;
  private final AtomicInteger unsettled;
  private final Consumer<Receipt> whenDone;

  /**
   * @param whenDone called once, on the thread that settles the last event
   */
  Receipt(List<Event> events, Consumer<Receipt> whenDone) {
    this.events = events;
    this.outcomes = new Outcome[events.size()];
    // One more than there are events, so that it cannot be done before all are submitted.
    this.unsettled = new AtomicInteger(events.size() + 1);
    this.whenDone = whenDone;
  }

  List<Event> events() {
    return events;
  }

  void settle(int index, Outcome outcome) {
    outcomes[index] = outcome;
    countDown();
  }

  /** Says that every event is on its way or settled. */
  void submitted() {
    countDown();
  }

  int count(Outcome outcome) {
    int count = 0;
    for (Outcome one : outcomes) {
      count += one == outcome ? 1 : 0;
    }
    return count;
  }

  Outcome outcome(int index) {
    Outcome outcome = outcomes[index];
    return outcome == null ? Outcome.UNKNOWN : outcome;
  }

  /** Why an event was not taken; {@code null} if it was. */
  @Nullable Problem problem(int index) {
    Event event = events.get(index);
    return switch (outcome(index)) {
      case ACCEPTED, FILTERED -> null;
      case REFUSED ->
          event.problem() != null
              ? event.problem()
              : new Problem(
                  ErrorCode.SERVICE_UNAVAILABLE,
                  "The event was not taken and has not been written: try again later");
      case NOT_WRITTEN ->
          new Problem(
              ErrorCode.NOT_WRITTEN,
              "A transformation dropped the event, or it could not be written");
      case UNKNOWN ->
          new Problem(
              ErrorCode.OUTCOME_UNKNOWN,
              "Kafka's acknowledgement did not come in time: send the event again with the same"
                  + " event_id",
              event.eventId() == null ? Map.of() : Map.of("event_id", event.eventId()));
    };
  }

  private void countDown() {
    if (unsettled.decrementAndGet() == 0) {
      whenDone.accept(this);
    }
  }
}
