package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;

/** The applications of this JVM, one topology each, by application id. */
public final class Applications {

  /** Those of the worker, or rather of this plugin in it. */
  public static final Applications OF_WORKER = new Applications();

  private static final Duration CHANGING = Duration.ofSeconds(30);

  private final Map<String, HostedApplication> byId = new HashMap<>();

  /** One task's share in an application. */
  public final class Membership implements AutoCloseable {

    private final HostedApplication application;
    private boolean left;

    private Membership(HostedApplication application) {
      this.application = application;
    }

    /**
     * Waits, unless the topology fails; to be called again and again, because an application whose
     * members do not call is taken to be paused.
     *
     * @throws ConnectException with what ended the topology
     */
    public void await(Duration time) throws InterruptedException {
      application.await(time);
    }

    /** Leaves; the last member closes the topology. */
    @Override
    public void close() {
      if (left) {
        return;
      }
      left = true;
      try {
        application.leave();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        forgetEnded(application);
      }
    }
  }

  /**
   * Joins an application; the first member starts it, each further one adds a thread.
   *
   * @throws ConnectException if it cannot be started, or runs here with other settings
   */
  public Membership join(ApplicationSettings settings, TopologyCompiler compiler)
      throws InterruptedException {
    while (true) {
      HostedApplication application = same(settings, compiler);
      try {
        if (application.join()) {
          return new Membership(application);
        }
      } finally {
        forgetEnded(application);
      }
    }
  }

  /** The running topology of an application; empty if it does not run here. */
  public synchronized Optional<RunningTopology> find(String applicationId) {
    return Optional.ofNullable(byId.get(applicationId)).map(HostedApplication::topology);
  }

  /** The application with these settings, once those of its id with others are gone. */
  private synchronized HostedApplication same(
      ApplicationSettings settings, TopologyCompiler compiler) throws InterruptedException {
    String id = settings.applicationId();
    long deadline = System.nanoTime() + CHANGING.toNanos();
    while (true) {
      HostedApplication there = byId.get(id);
      if (there == null) {
        HostedApplication created = new HostedApplication(settings, compiler);
        byId.put(id, created);
        return created;
      }
      if (there.settings().equals(settings)) {
        return there;
      }
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new ConnectException(
            "application "
                + id
                + " runs in this worker with other settings: does another connector have the same"
                + " streams.application.id?");
      }
      wait(left);
    }
  }

  private void forgetEnded(HostedApplication application) {
    if (application.isOver()) {
      synchronized (this) {
        byId.remove(application.settings().applicationId(), application);
        notifyAll();
      }
    }
  }
}
