package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.event.BodyReader;
import io.acequia.http.source.event.Event;
import io.acequia.http.source.event.InvalidEventException;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.upload.Lines;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the lines of one streamed request into the queue as they arrive, and answers when the last
 * is settled. Holds no more of the body than what is on its way.
 */
final class LineIntake implements Lines {

  private final Exchange exchange;
  private Sender sender;
  private final BodyReader reader;
  private final Submitter submitter;
  private final Flow flow;
  private final int lineLimit;
  private final LineTally tally = new LineTally();
  private List<Event> events = new ArrayList<>();
  private List<Long> numbers = new ArrayList<>();
  private long bytes;
  private long index;
  private int onTheirWay;
  private boolean ended;
  private boolean answered;

  LineIntake(
      Exchange exchange,
      Sender sender,
      BodyReader reader,
      Submitter submitter,
      Flow flow,
      int lineLimit) {
    this.exchange = exchange;
    this.sender = sender;
    this.reader = reader;
    this.submitter = submitter;
    this.flow = flow;
    this.lineLimit = lineLimit;
  }

  /** Events without a stream of their own belong to this one; {@code null} changes nothing. */
  void toStream(@Nullable String stream) {
    sender = sender.withStream(stream);
  }

  @Override
  public void line(byte[] json, long number) {
    if (ended) {
      return;
    }
    try {
      events.add(reader.event(json));
      numbers.add(number);
      bytes += json.length;
    } catch (InvalidEventException e) {
      tally.rejected(number, e.problem());
    }
  }

  @Override
  public void tooLong(long number) {
    bad(
        new Problem(ErrorCode.EVENT_TOO_LARGE, "The line has more than " + lineLimit + " bytes"),
        number);
  }

  @Override
  public void bad(Problem problem, long number) {
    if (!ended) {
      tally.rejected(number, problem);
    }
  }

  @Override
  public void unreadable(Problem problem, long number) {
    if (!ended) {
      tally.stoppedAt(number, problem);
      end();
    }
  }

  /** Submits the lines that are complete: after each piece of the body. */
  void flush() {
    if (events.isEmpty()) {
      return;
    }
    List<Long> submitted = numbers;
    List<Event> batch = events;
    long size = bytes;
    events = new ArrayList<>(batch.size());
    numbers = new ArrayList<>(batch.size());
    bytes = 0;
    onTheirWay++;
    flow.took(size);
    submitter.submit(batch, sender, index, receipt -> settled(receipt, submitted, size));
    index += batch.size();
  }

  /** There is nothing more to read. */
  void end() {
    flush();
    ended = true;
    answerIfDone();
  }

  /** The client went away: what is on its way goes on, and nobody is answered. */
  void abort() {
    ended = true;
    answered = true;
  }

  private void settled(Receipt receipt, List<Long> lines, long size) {
    onTheirWay--;
    for (int i = 0; i < lines.size(); i++) {
      tally.settled(lines.get(i), receipt, i);
    }
    flow.settled(size);
    if (!ended && tally.isStopped()) {
      end();
    } else {
      answerIfDone();
    }
  }

  private void answerIfDone() {
    if (ended && onTheirWay == 0 && !answered) {
      answered = true;
      tally.answer(exchange);
    }
  }
}
