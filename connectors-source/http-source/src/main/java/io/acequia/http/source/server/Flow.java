package io.acequia.http.source.server;

import io.acequia.commons.budget.ByteBudget;
import io.vertx.core.streams.ReadStream;

/**
 * Reads a stream no faster than its events are settled: what one client may have on its way is
 * limited, and while the listener as a whole is full it may have nothing more. Pausing the stream
 * closes TCP's window, so that the client waits.
 */
final class Flow {

  private static final long MOST_IN_FLIGHT = 1 << 20;

  private final ByteBudget budget;
  private final ReadStream<?> stream;
  private final Runnable whenPaused;
  private final Runnable whenResumed;
  private long inFlight;
  private boolean paused;

  Flow(ByteBudget budget, ReadStream<?> stream, Runnable whenPaused, Runnable whenResumed) {
    this.budget = budget;
    this.stream = stream;
    this.whenPaused = whenPaused;
    this.whenResumed = whenResumed;
  }

  /** These bytes are here and on their way now. */
  void took(long bytes) {
    budget.acquire(bytes);
    inFlight += bytes;
    if (!paused && (inFlight >= MOST_IN_FLIGHT || budget.isHigh())) {
      paused = true;
      stream.pause();
      whenPaused.run();
    }
  }

  /** The events in these bytes are settled. */
  void settled(long bytes) {
    budget.release(bytes);
    inFlight -= bytes;
    // With nothing on its way nobody would wake the stream later: it goes on even if others wait.
    if (paused && (inFlight == 0 || (inFlight < MOST_IN_FLIGHT / 2 && !budget.isHigh()))) {
      paused = false;
      stream.resume();
      whenResumed.run();
    }
  }
}
