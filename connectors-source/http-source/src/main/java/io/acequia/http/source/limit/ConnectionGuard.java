package io.acequia.http.source.limit;

import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes connections that are too many or whose client is too slow. Whoever owns a connection at
 * the moment says until when it must have made progress; a trickle of single bytes is no progress.
 * One for each event loop, used on it only.
 */
public final class ConnectionGuard {

  private static final class Deadline {
    private long nanos;
    private boolean set;
    private Runnable late;

    Deadline(Runnable late) {
      this.late = late;
    }
  }

  private static final Logger log = LoggerFactory.getLogger(ConnectionGuard.class);

  private final AtomicInteger count;
  private final int limit;
  private final Map<HttpConnection, Deadline> deadlines = new HashMap<>();

  /**
   * @param count of the connections on all event loops
   */
  public ConnectionGuard(AtomicInteger count, int limit) {
    this.count = count;
    this.limit = limit;
  }

  /** Takes a new connection in, or closes it. */
  public void opened(HttpConnection connection, Duration untilRequest) {
    if (count.incrementAndGet() > limit) {
      count.decrementAndGet();
      connection.close();
      return;
    }
    deadlines.put(connection, new Deadline(connection::close));
    connection.exceptionHandler(e -> log.debug("A connection failed", e));
    connection.closeHandler(
        closed -> {
          if (deadlines.remove(connection) != null) {
            count.decrementAndGet();
          }
        });
    expect(connection, untilRequest);
  }

  /** The client must send something that counts within this time. */
  public void expect(HttpConnection connection, Duration within) {
    expect(connection, within, connection::close);
  }

  /**
   * The client must send something that counts within this time.
   *
   * @param late what happens otherwise
   */
  public void expect(HttpConnection connection, Duration within, Runnable late) {
    Deadline deadline = deadlines.get(connection);
    if (deadline != null) {
      deadline.nanos = System.nanoTime() + within.toNanos();
      deadline.set = true;
      deadline.late = late;
    }
  }

  /** It is the server's turn: the client need not send anything. */
  public void excuse(HttpConnection connection) {
    Deadline deadline = deadlines.get(connection);
    if (deadline != null) {
      deadline.set = false;
    }
  }

  /** Ends what is late. */
  public void sweep(long nowNanos) {
    List<Runnable> late = new ArrayList<>();
    for (Deadline deadline : deadlines.values()) {
      if (deadline.set && nowNanos - deadline.nanos >= 0) {
        deadline.set = false;
        late.add(deadline.late);
      }
    }
    late.forEach(Runnable::run);
  }
}
