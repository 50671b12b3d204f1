package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.query.LocalTopologies;
import io.acequia.streams.transforms.query.TopologyQueries;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import io.acequia.streams.transforms.topology.TopologyPlan;
import java.security.CodeSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.StreamsConfig;
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
  private final TopologyPlan plan;
  private final KafkaStreams streams;
  private final long began;
  private final Set<String> internalTopics;
  private final TopologyQueries queries;
  private LocalTopologies.@Nullable Registration registration;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private volatile boolean started;
  private boolean paused;

  private RunningTopology(
      ApplicationSettings settings,
      StateSlot slot,
      TopologyPlan plan,
      Duration additionalRetention,
      Map<String, String> ofTopics,
      long began) {
    this.settings = settings;
    this.slot = slot;
    this.plan = plan;
    this.began = began;
    Map<String, Object> ofTopology = new HashMap<>(plan.streamsSettings());
    ofTopology.put(
        StreamsConfig.WINDOW_STORE_CHANGE_LOG_ADDITIONAL_RETENTION_MS_CONFIG,
        additionalRetention.toMillis());
    ofTopics.forEach((key, value) -> ofTopology.put(StreamsConfig.topicPrefix(key), value));
    Properties properties = new Properties();
    properties.putAll(settings.streams(slot.folder(), ofTopology));
    Topology topology = plan.topology();
    this.internalTopics = InternalTopics.of(settings.applicationId(), topology);
    this.streams = new KafkaStreams(topology, properties, plan.clients(settings.applicationId()));
    this.queries = new TopologyQueries(streams, plan.stores());
    streams.setUncaughtExceptionHandler(this::failed);
    streams.setStateListener(this::changed);
    streams.setGlobalStateRestoreListener(new RestoreLog(settings.applicationId()));
  }

  /**
   * Starts the application's topology with one thread.
   *
   * @throws ConnectException if it cannot be started, with the cause
   */
  public static RunningTopology start(ApplicationSettings given, TopologyCompiler compiler) {
    long began = System.nanoTime();
    TopologyPlan compiled = compiler.compile(given.plan(), given.registry());
    ApplicationSettings settings = given.withLimit();
    String generation;
    Duration additionalRetention;
    Map<String, String> ofTopics;
    try (Admin admin = settings.admin()) {
      PlanTopics topics = new PlanTopics(admin, settings.plan());
      topics.requireSources();
      ofTopics = TimestampLimit.lifted(settings.plan(), admin);
      if (settings.createTopics()) {
        topics.createMissing(ofTopics);
      }
      additionalRetention = ChangelogRetention.additional(settings.plan(), admin);
      generation = new PlanLog(settings).admit(admin);
      new FirstPositions(settings, admin).set();
    }
    StateSlot slot = StateSlot.acquire(settings.stateDir().resolve(settings.stateName()));
    RunningTopology topology = null;
    try {
      slot.prepare(generation);
      topology =
          new RunningTopology(settings, slot, compiled, additionalRetention, ofTopics, began);
      log.info("{} starts with state in {}, {}", settings, slot.folder(), library());
      topology.streams.start();
      topology.makeKnown();
      return topology;
    } finally {
      if (topology == null) {
        slot.close();
      }
    }
  }

  private void makeKnown() {
    Object address = settings.kafka().get(StreamsConfig.APPLICATION_SERVER_CONFIG);
    registration =
        LocalTopologies.register(
            settings.applicationId(),
            address == null ? "" : address.toString(),
            streams,
            queries,
            plan::deadLetters);
  }

  /** Workers may bring Kafka Streams along, and then it is theirs that runs. */
  private static String library() {
    boolean own = KafkaStreams.class.getClassLoader() == RunningTopology.class.getClassLoader();
    CodeSource source = KafkaStreams.class.getProtectionDomain().getCodeSource();
    return "with Kafka Streams of the "
        + (own ? "plugin" : "worker")
        + (source == null ? "" : ", " + source.getLocation().getPath());
  }

  private StreamThreadExceptionResponse failed(Throwable cause) {
    // Whoever owns this throws it where it is seen, so it is not logged here, too.
    failure = cause;
    ended.countDown();
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private void changed(State now, State before) {
    log.debug("application {} went from {} to {}", settings.applicationId(), before, now);
    if (now == State.RUNNING && !started) {
      started = true;
      long millis = (System.nanoTime() - began) / 1_000_000;
      log.info("application {} started in {} ms", settings.applicationId(), millis);
    }
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

  TopologyPlan plan() {
    return plan;
  }

  /** Where the batch ends. */
  BatchLimit limitOfBatch() {
    BatchLimit limit = settings.limit();
    if (limit == null) {
      throw new IllegalStateException("only batches end");
    }
    return limit;
  }

  /** Whether all tasks that are to run here do. */
  boolean isSettled() {
    return streams.state() == State.RUNNING;
  }

  /** The names that its internal topics can have. */
  Set<String> internalTopics() {
    return internalTopics;
  }

  /** For reading its stores, its metrics and its state; never to be closed. */
  public KafkaStreams streams() {
    return streams;
  }

  /** For asking what its stores hold. */
  public TopologyQueries queries() {
    return queries;
  }

  /** How many records it has sent to its dead letter topic. */
  public long deadLetters() {
    return plan.deadLetters();
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
  public void close() {
    var unused = close(settings.stopTimeout());
  }

  /**
   * Ends the topology.
   *
   * @return whether it was done in time; otherwise it goes on in the background
   */
  @SuppressWarnings("deprecation") // The options that replace these are not in Streams 4.0 and 4.1.
  boolean close(Duration time) {
    if (closed) {
      return true;
    }
    closed = true;
    if (registration != null) {
      registration.close();
    }
    boolean done = streams.close(new KafkaStreams.CloseOptions().leaveGroup(true).timeout(time));
    if (!done) {
      log.warn(
          "application {} did not close within {} ms and goes on closing",
          settings.applicationId(),
          time.toMillis());
    }
    ended.countDown();
    slot.close();
    log.info("application {} is closed here", settings.applicationId());
    return done;
  }
}
