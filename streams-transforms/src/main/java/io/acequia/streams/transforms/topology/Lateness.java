package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Window;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.SessionStore;
import org.jspecify.annotations.Nullable;

/**
 * For which windows a row comes too late. The rules are those by which the DSL's aggregations pass
 * rows over: a window is closed when its end plus grace lies at or before the stream's time, of
 * sliding windows, to which their end belongs, before it. Only of sessions more rows are late, so
 * that a closed one stays as it was written.
 */
interface Lateness {

  /**
   * The windows of a row that are closed.
   *
   * @param count 0 if it is in time for all of its windows
   * @param open whether another window still takes the row
   */
  record Verdict(int count, long first, long last, boolean open) {
    static final Verdict IN_TIME = new Verdict(0, 0, 0, true);
  }

  /**
   * @param time of the row
   * @param streamTime of its partition, the row included
   */
  Verdict of(List<@Nullable Object> key, long time, long streamTime);

  /** Rows that are taken at any time. */
  static Lateness never() {
    return (key, time, streamTime) -> Verdict.IN_TIME;
  }

  /**
   * @param sessions the store of a session window
   */
  static Lateness of(
      Window window, @Nullable SessionStore<List<@Nullable Object>, byte[]> sessions) {
    long grace = window.grace().toMillis();
    long size = millis(window.size());
    return switch (window.type()) {
      case TUMBLING -> (key, time, now) -> aligned(time, now - grace, size, size);
      case HOPPING -> {
        long advance = millis(window.advance());
        yield (key, time, now) -> aligned(time, now - grace, size, advance);
      }
      case SLIDING -> (key, time, now) -> sliding(time, now - grace, size);
      case SESSION -> {
        long gap = millis(window.gap());
        yield (key, time, now) ->
            session(
                Objects.requireNonNull(sessions, "sessions"), key, time, now - grace - gap, gap);
      }
    };
  }

  private static long millis(@Nullable Duration duration) {
    return duration == null ? 0 : duration.toMillis();
  }

  private static Verdict aligned(long time, long closeTime, long size, long advance) {
    long first = Math.max(0, time - size + advance) / advance * advance;
    if (first + size > closeTime) {
      return Verdict.IN_TIME;
    }
    long last = time / advance * advance;
    long closed = Math.min(last, Math.floorDiv(closeTime - size, advance) * advance);
    int count = (int) Math.min(Integer.MAX_VALUE, (closed - first) / advance + 1);
    return new Verdict(count, first, closed + size, closed < last);
  }

  /** The row's own window ends with it; those that begin before it may end up to a size later. */
  private static Verdict sliding(long time, long closeTime, long size) {
    if (time >= closeTime) {
      return Verdict.IN_TIME;
    }
    return new Verdict(1, Math.max(0, time - size), time, time + 1 + size > closeTime);
  }

  /**
   * A row may be older than a closed session and yet reach one that is open. One that reaches a
   * closed session is late, where the DSL would take it and give that session's rows once more.
   */
  private static Verdict session(
      SessionStore<List<@Nullable Object>, byte[]> sessions,
      List<@Nullable Object> key,
      long time,
      long closeTime,
      long gap) {
    if (time > closeTime + gap) {
      return Verdict.IN_TIME;
    }
    boolean closed = false;
    long start = time;
    long end = time;
    try (KeyValueIterator<Windowed<List<@Nullable Object>>, byte[]> found =
        sessions.findSessions(key, Math.max(0, time - gap), time + gap)) {
      while (found.hasNext()) {
        Windowed<List<@Nullable Object>> session = found.next().key;
        start = Math.min(start, session.window().start());
        end = Math.max(end, session.window().end());
        closed = closed || session.window().end() <= closeTime;
      }
    }
    return closed || end < closeTime ? new Verdict(1, start, end, false) : Verdict.IN_TIME;
  }
}
