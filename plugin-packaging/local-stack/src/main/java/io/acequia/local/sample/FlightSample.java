package io.acequia.local.sample;

import io.acequia.commons.retry.Backoff;
import io.acequia.local.process.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends flights batch after batch, each until every event of it is acknowledged or refused. */
public final class FlightSample {
  private static final int BATCH = 500;
  private static final String STREAM = "flights";

  private final FlightFile flights;
  private final String run;
  private final BatchClient client;
  private final Progress progress;
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), RandomGenerator.getDefault());
  private long accepted;
  private final List<String> refused = new ArrayList<>();

  /**
   * @param run the beginning of every event's id
   */
  public FlightSample(FlightFile flights, String run, BatchClient client, Progress progress) {
    this.flights = flights;
    this.run = run;
    this.client = client;
    this.progress = progress;
  }

  /**
   * Returns when {@code count} events are acknowledged or refused, or nothing was acknowledged for
   * as long as {@code patience}.
   *
   * @param rate the most events a second; 0 for no limit
   */
  public SampleResult send(long count, long rate, Duration patience) {
    long begin = System.nanoTime();
    int size = rate == 0 ? BATCH : (int) Math.max(1, Math.min(BATCH, rate / 10));
    for (long first = 0; first < count; first += size) {
      if (rate > 0) {
        pace(begin, first, rate);
      }
      if (!sendAll(events(first, Math.min(count, first + size)), patience)) {
        return new SampleResult(
            accepted,
            Optional.of("gave up: nothing was accepted for " + patience.toSeconds() + " s"));
      }
    }
    return new SampleResult(
        accepted,
        refused.isEmpty()
            ? Optional.empty()
            : Optional.of(refused.size() + " events were refused, such as " + refused.get(0)));
  }

  private List<String> events(long from, long to) {
    List<String> events = new ArrayList<>();
    for (long number = from; number < to; number++) {
      events.add(
          FlightEvent.json(FlightEvent.id(run, flights, number), flights.flight(number), number));
    }
    return events;
  }

  private boolean sendAll(List<String> events, Duration patience) {
    List<String> left = events;
    long lastSuccess = System.nanoTime();
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      BatchAnswer answer = client.send(STREAM, left);
      accepted += answer.accepted();
      refused.addAll(answer.refused());
      List<String> sent = left;
      left = answer.again().stream().map(sent::get).toList();
      if (answer.accepted() > 0) {
        lastSuccess = System.nanoTime();
        attempt = 0;
      }
      progress.show(accepted, answer.reason());
      if (left.isEmpty()) {
        return true;
      }
      if (System.nanoTime() - lastSuccess > patience.toNanos()) {
        return false;
      }
      Duration own = backoff.forAttempt(attempt);
      Await.pause(answer.delay().filter(delay -> delay.compareTo(own) > 0).orElse(own));
    }
    return true;
  }

  private static void pace(long begin, long sent, long rate) {
    long due = begin + (long) (sent * 1e9 / rate);
    long early = due - System.nanoTime();
    if (early > 0) {
      Await.pause(Duration.ofNanos(early));
    }
  }
}
