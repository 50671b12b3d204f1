package io.acequia.http.source.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of this worker. Tasks of one connector share one, as they come and go: the first
 * opens it, the last closes it. The map is static since Connect gives tasks nothing in common but
 * the class loader of their plugin.
 */
public final class Listeners {

  private static final Logger log = LoggerFactory.getLogger(Listeners.class);
  private static final long RETRY_MILLIS = 100;

  /** The worker's. */
  public static final Listeners OF_WORKER = new Listeners();

  private final Map<Integer, Open> open = new HashMap<>();

  Listeners() {}

  private static final class Open {
    private final String connector;
    private final Object settings;
    private final HttpIngestServer server;
    private int users;

    Open(String connector, Object settings, HttpIngestServer server) {
      this.connector = connector;
      this.settings = settings;
      this.server = server;
    }
  }

  /** Starts a listener. */
  @FunctionalInterface
  public interface Starter {
    HttpIngestServer start() throws BindFailure, InterruptedException;
  }

  /**
   * The listener of this connector on this port, opened if need be. While the port belongs to
   * somebody else, or to this connector's former configuration, it is waited for.
   *
   * @param settings equal for all tasks that can share the listener
   * @throws ConnectException if the port cannot be had within {@code patience}
   */
  public synchronized HttpIngestServer acquire(
      String connector, int port, Object settings, Duration patience, Starter starter)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      ConnectException obstacle;
      Open there = open.get(port);
      if (there == null) {
        try {
          Open opened = new Open(connector, settings, starter.start());
          opened.users = 1;
          open.put(port, opened);
          log.info("Listening on port {}", port);
          return opened.server;
        } catch (BindFailure e) {
          if (!e.isPortTaken()) {
            throw new ConnectException(e.getMessage(), e);
          }
          obstacle = new ConnectException(e.getMessage(), e);
        }
      } else if (there.connector.equals(connector) && there.settings.equals(settings)) {
        there.users++;
        return there.server;
      } else {
        obstacle =
            new ConnectException(
                "port %d belongs to the connector '%s' on this worker; see %s"
                    .formatted(port, there.connector, ListenerOptions.PORT));
      }
      if (System.nanoTime() >= deadline) {
        throw obstacle;
      }
      wait(RETRY_MILLIS);
    }
  }

  /** Gives a listener back; the last one to do so closes it, and waits until the port is free. */
  public void release(HttpIngestServer server) {
    Integer port = null;
    synchronized (this) {
      for (Map.Entry<Integer, Open> entry : open.entrySet()) {
        if (entry.getValue().server == server && --entry.getValue().users == 0) {
          port = entry.getKey();
        }
      }
      if (port == null) {
        return;
      }
      // Gone from the map at once: a task that starts now waits for the port, not for this
      // listener.
      open.remove(port);
    }
    server.close();
    log.info("No longer listening on port {}", port);
    synchronized (this) {
      notifyAll();
    }
  }

  /** Which connector has this port on this worker; {@code null} if none. */
  public synchronized @Nullable String connectorOn(int port) {
    Open there = open.get(port);
    return there == null ? null : there.connector;
  }
}
