package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/**
 * The one topology of an application in this JVM, and how many tasks share it: each is one thread
 * of it. Begins with the first member, ends with the last, and is not used again.
 */
final class HostedApplication {

  // Tasks of one connector are stopped at the same time: none is worth a rebalance of its own.
  private static final Duration LEAVING_TOGETHER = Duration.ofMillis(300);
  // Connect polls a running task all the time and a paused one never; it does not say which it is.
  private static final Duration PAUSED_AFTER = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final ApplicationSettings settings;
  private final TopologyCompiler compiler;
  private volatile long lastPoll;
  private volatile @Nullable RunningTopology topology;
  private volatile @Nullable RuntimeException failure;
  private volatile @Nullable BatchRun batch;
  private @Nullable ScheduledExecutorService watch;
  private int members;
  private boolean over;

  HostedApplication(ApplicationSettings settings, TopologyCompiler compiler) {
    this.settings = settings;
    this.compiler = compiler;
  }

  ApplicationSettings settings() {
    return settings;
  }

  /**
   * Adds a member.
   *
   * @return false if the application has ended, so that another must be made
   * @throws ConnectException if it cannot be started; then it has ended
   */
  synchronized boolean join() {
    if (over) {
      return false;
    }
    lastPoll = System.nanoTime();
    RunningTopology running = topology;
    if (running == null) {
      over = true;
      startTopology();
      over = false;
      watch = startWatch();
      members = 1;
    } else {
      throwFailure(running);
      members++;
      if (running.isClosed()) {
        // Where this task was before, it may have left the last windows of the batch open.
        startTopology();
      }
      scaleTo(members);
    }
    return true;
  }

  private void startTopology() {
    RunningTopology started = RunningTopology.start(settings, compiler);
    topology = started;
    batch = settings.plan().isBatch() ? new BatchRun(started) : null;
  }

  private void scaleTo(int threads) {
    RunningTopology running = topology;
    if (running != null) {
      running.scaleTo(threads);
    }
  }

  /** Removes a member; the last one ends the application. */
  synchronized void leave() throws InterruptedException {
    members--;
    if (members == 0) {
      end();
      return;
    }
    long deadline = System.nanoTime() + LEAVING_TOGETHER.toNanos();
    long left = LEAVING_TOGETHER.toMillis();
    while (!over && left > 0) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    }
    RunningTopology running = topology;
    if (!over && running != null && !running.awaitEnd(Duration.ZERO)) {
      running.scaleTo(members);
    }
  }

  private void end() {
    over = true;
    notifyAll();
    if (watch != null) {
      watch.shutdownNow();
    }
    closeBatch();
    if (topology != null) {
      topology.close();
    }
  }

  private void closeBatch() {
    BatchRun run = batch;
    batch = null;
    if (run != null) {
      run.close();
    }
  }

  synchronized boolean isOver() {
    return over;
  }

  /** The topology; null before its start. */
  @Nullable RunningTopology topology() {
    return topology;
  }

  /** Waits a while for something to go wrong, and throws it. */
  void await(Duration time) throws InterruptedException {
    lastPoll = System.nanoTime();
    RunningTopology running = topology;
    if (running != null && running.awaitEnd(time)) {
      throwFailure(running);
      // A batch has come to its end: its tasks are idle until they are stopped.
      new CountDownLatch(1).await(time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void throwFailure(RunningTopology running) {
    running.throwFailure();
    RuntimeException cause = failure;
    if (cause != null) {
      throw new ConnectException(
          "application " + settings.applicationId() + " failed: " + cause.getMessage(), cause);
    }
  }

  private ScheduledExecutorService startWatch() {
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, settings.applicationId() + "-pause-watch");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.scheduleWithFixedDelay(
        this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return scheduler;
  }

  private void look() {
    try {
      pauseOrResume();
      BatchRun run = batch;
      if (run != null && run.isDone()) {
        finish(run);
      }
    } catch (RuntimeException e) {
      // Thrown to Connect by the next poll, which sees a topology that has ended.
      failure = e;
      closeAfterFailure();
    }
  }

  private synchronized void closeAfterFailure() {
    RunningTopology running = topology;
    if (running != null) {
      running.close();
    }
  }

  private synchronized void finish(BatchRun run) {
    if (over || batch != run) {
      return;
    }
    boolean atEnd = run.finish();
    closeBatch();
    if (!atEnd) {
      startTopology();
      scaleTo(members);
    }
  }

  private synchronized void pauseOrResume() {
    RunningTopology running = topology;
    if (over || running == null || running.isClosed()) {
      return;
    }
    if (System.nanoTime() - lastPoll > PAUSED_AFTER.toNanos()) {
      running.pause();
    } else {
      running.resume();
    }
  }
}
