package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.topology.TopologyCompiler;
import io.acequia.streams.transforms.topology.TopologyPlan;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@link KafkaStreams} with its folder: from its start to its end it belongs to one owner, who
 * calls one method at a time, save those that only look.
 */
public final class RunningTopology implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(RunningTopology.class);

  private final ApplicationSettings settings;
  private final StateSlot slot;
  private final KafkaStreams streams;
  private final Set<String> internalTopics;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private boolean paused;

  private RunningTopology(ApplicationSettings settings, StateSlot slot, TopologyPlan plan) {
    this.settings = settings;
    this.slot = slot;
    Properties properties = new Properties();
    properties.putAll(settings.streams(slot.folder(), plan.streamsSettings()));
    Topology topology = plan.topology();
    this.internalTopics = InternalTopics.of(settings.applicationId(), topology);
    this.streams = new KafkaStreams(topology, properties);
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(this::changed);
  }

  /**
   * Starts the application's topology with one thread.
   *
   * @throws ConnectException if it cannot be started, with the cause
   */
  public static RunningTopology start(ApplicationSettings settings, TopologyCompiler compiler) {
    TopologyPlan compiled = compiler.compile(settings.plan(), settings.registry());
    String generation;
    try (Admin admin = settings.admin()) {
      PlanTopics topics = new PlanTopics(admin, settings.plan());
      topics.requireSources();
      if (settings.createTopics()) {
        topics.createMissing();
      }
      generation = new PlanLog(settings).admit(admin);
      new FirstPositions(settings, admin).set();
    }
    StateSlot slot = StateSlot.acquire(settings.stateDir().resolve(settings.stateName()));
    RunningTopology topology = null;
    try {
      slot.prepare(generation);
      topology = new RunningTopology(settings, slot, compiled);
      topology.streams.start();
      log.info("{} started in {}, {}", settings, slot.folder(), version());
      return topology;
    } finally {
      if (topology == null) {
        slot.close();
      }
    }
  }

  /** Workers may bring Kafka Streams along, and then it is theirs that runs. */
  private static String version() {
    boolean own = KafkaStreams.class.getClassLoader() == RunningTopology.class.getClassLoader();
    String place = own ? "of the plugin" : "of the worker";
    return "with Kafka Streams " + AppInfoParser.getVersion() + " " + place;
  }

  private StreamThreadExceptionResponse failed(Throwable cause) {
    // Whoever owns this throws it where it is seen, so it is not logged here, too.
    failure = cause;
    ended.countDown();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void changed(State now, State before) {
    log.debug("application {} went from {} to {}", settings.applicationId(), before, now);
    if (now.hasStartedOrFinishedShuttingDown()) {
      ended.countDown();
    }
  }

  /**
   * Waits for the end of the topology.
   *
   * @return whether it has ended
   */
  public boolean awaitEnd(Duration time) throws InterruptedException {
    return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Throws what ended the topology before its owner did.
   *
   * @throws ConnectException with the cause, if there is one to tell
   */
  public void throwFailure() {
    Throwable cause = failure;
    String name = "the topology of application " + settings.applicationId();
    if (cause != null) {
      throw new ConnectException(name + " failed: " + cause.getMessage(), cause);
    }
    if (ended.getCount() == 0 && !closed) {
      throw new ConnectException(name + " ended by itself, in state " + streams.state());
    }
  }

  /** Whether its owner has closed it. */
  boolean isClosed() {
    return closed;
  }

  public ApplicationSettings settings() {
    return settings;
  }

  /** The names that its internal topics can have. */
  Set<String> internalTopics() {
    return internalTopics;
  }

  /** For reading its stores, its metrics and its state; never to be closed. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Adds or removes threads until there are {@code count}. */
  public void scaleTo(int count) {
    int threads = liveThreads();
    while (threads < count && streams.addStreamThread().isPresent()) {
      threads++;
    }
    while (threads > count && streams.removeStreamThread(settings.stopTimeout()).isPresent()) {
      threads--;
    }
    log.info("application {} has {} threads here", settings.applicationId(), threads);
  }

  private int liveThreads() {
    return (int)
        streams.metadataForLocalThreads().stream()
            .filter(thread -> !thread.threadState().equals("DEAD"))
            .count();
  }

  /** Lets the threads keep their tasks and stores, but process nothing. */
  void pause() {
    if (!paused) {
      paused = true;
      streams.pause();
      log.info("application {} is paused here", settings.applicationId());
    }
  }

  void resume() {
    if (paused) {
      paused = false;
      streams.resume();
      log.info("application {} is resumed here", settings.applicationId());
    }
  }

  /** Ends the topology; what is not done in time is done in the background. */
  @Override
  @SuppressWarnings("deprecation") // The options that replace these are not in Streams 4.0 and 4.1.
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean done =
        streams.close(
            new KafkaStreams.CloseOptions().leaveGroup(true).timeout(settings.stopTimeout()));
    if (!done) {
      log.warn(
          "application {} did not close within {} ms and goes on closing",
          settings.applicationId(),
          settings.stopTimeout().toMillis());
    }
    ended.countDown();
    slot.close();
    log.info("application {} is closed here", settings.applicationId());
  }
}
