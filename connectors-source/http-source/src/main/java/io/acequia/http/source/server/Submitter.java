package io.acequia.http.source.server;

import io.acequia.http.source.event.Event;
import io.acequia.http.source.event.EventResolver;
import io.acequia.http.source.event.RecordParts;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.queue.Lane;
import io.acequia.http.source.queue.Lanes;
import io.acequia.http.source.queue.Outcome;
import io.acequia.http.source.queue.Submission;
import io.acequia.http.source.repeat.RepeatEntry;
import io.acequia.http.source.repeat.RepeatKey;
import io.acequia.http.source.repeat.RepeatWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to a task and their outcomes to their receipt; repeats wait for the first. One for
 * each event loop.
 */
final class Submitter {

  private final EventResolver resolver;
  private final Lanes lanes;
  private final RepeatWindow repeats;
  private final Executor eventLoop;
  private final RepeatKey.Maker keys = new RepeatKey.Maker();

  /**
   * @param eventLoop that receipts are completed on
   */
  Submitter(EventResolver resolver, Lanes lanes, RepeatWindow repeats, Executor eventLoop) {
    this.resolver = resolver;
    this.lanes = lanes;
    this.repeats = repeats;
    this.eventLoop = eventLoop;
  }

  /**
   * Submits events.
   *
   * @param firstIndex of these events in their request
   * @param answer called on the event loop when all are settled; perhaps at once
   */
  void submit(List<Event> events, Sender sender, long firstIndex, Consumer<Receipt> answer) {
    Receipt receipt = new Receipt(events, done -> eventLoop.execute(() -> answer.accept(done)));
    Outgoing outgoing = new Outgoing(receipt, events.size());
    long now = System.nanoTime();
    for (int i = 0; i < events.size(); i++) {
      Event event = events.get(i);
      resolver.identify(event, sender, firstIndex + i);
      RecordParts parts = event.problem() == null ? resolver.parts(event, sender) : null;
      if (parts == null) {
        receipt.settle(i, Outcome.REFUSED);
      } else {
        outgoing.claim(event, parts, i, now);
      }
    }
    outgoing.send(sender, now);
    receipt.submitted();
  }

  /** The events of one receipt that are neither bad nor repeats. */
  private final class Outgoing {

    private final Receipt receipt;
    private final List<RecordParts> parts;
    private final int[] places;
    private final @Nullable RepeatEntry[] entries;

    Outgoing(Receipt receipt, int size) {
      this.receipt = receipt;
      this.parts = new ArrayList<>(size);
      this.places = new int[size];
      this.entries = new RepeatEntry[size];
    }

    void claim(Event event, RecordParts record, int index, long now) {
      int place = parts.size();
      if (repeats.isEnabled() && event.hasOwnId()) {
        RepeatKey key = keys.of(String.valueOf(event.streamId()), String.valueOf(event.eventId()));
        RepeatEntry entry = repeats.claim(key, now, outcome -> receipt.settle(index, outcome));
        if (entry == null) {
          return;
        }
        entries[place] = entry;
      }
      places[place] = index;
      parts.add(record);
    }

    void send(Sender sender, long now) {
      if (parts.isEmpty()) {
        return;
      }
      Lane lane = lanes.next();
      while (lane != null) {
        Submission submission =
            new Submission(
                lane.partition(),
                lane.nextOffset(parts.size()),
                parts,
                resolver.valueSchema(),
                sender.headers(),
                // The producer's thread brings this news: it must not do the work.
                done -> eventLoop.execute(() -> settle(done)),
                now);
        if (lane.offer(submission)) {
          return;
        }
        lane = lanes.next();
      }
      for (int i = 0; i < parts.size(); i++) {
        settle(i, Outcome.REFUSED);
      }
    }

    private void settle(Submission done) {
      for (int i = 0; i < done.size(); i++) {
        settle(i, done.outcome(i));
      }
    }

    private void settle(int i, Outcome outcome) {
      RepeatEntry entry = entries[i];
      if (entry != null) {
        repeats.settle(entry, outcome);
      }
      receipt.settle(places[i], outcome);
    }
  }
}
