package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.topology.TopologyPlan;
import java.time.Duration;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a running batch to its end in steps: its sources are processed up to their limit, then the
 * windows that are open are closed, then what follows from their results is processed.
 *
 * <p>Each worker does this for its own tasks. Called by one thread at a time.
 */
public final class BatchRun implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BatchRun.class);

  /** A commit that is under way may be of what was written after the first look. */
  private static final int LOOKS = 2;

  /** No worker waits for this. */
  private static final Duration LAST_COMMIT = Duration.ofMinutes(2);

  private final RunningTopology topology;
  private final TopologyPlan plan;
  private final BatchEnd end;
  private boolean closing;
  private int looks;

  /**
   * @param topology of a plan with an end
   */
  public BatchRun(RunningTopology topology) {
    this.topology = topology;
    this.plan = topology.plan();
    this.end =
        new BatchEnd(topology.settings(), topology.limitOfBatch(), topology.internalTopics());
  }

  /**
   * Takes the next step if it is time for it.
   *
   * @return whether all of its work is done, so that the topology can be closed
   */
  public boolean isDone() {
    // Tasks that are on their way here have windows, too.
    if (!topology.isSettled()) {
      looks = 0;
    } else if (!closing) {
      if (end.isReached()) {
        closing = true;
        plan.closeWindows();
        log.info(
            "{} has processed its sources to their end and closes what windows are open",
            topology.settings());
      }
    } else {
      looks = plan.areWindowsClosed() && end.isReached() ? looks + 1 : 0;
    }
    return looks >= LOOKS;
  }

  /**
   * Closes the topology, with which it sends and commits all that it ever will.
   *
   * @return whether nothing is left to do; else other workers are at it, or it is to be started
   *     again
   * @throws ConnectException if the last results could not be committed
   */
  public boolean finish() {
    if (!topology.close(LAST_COMMIT)) {
      throw new ConnectException(
          "the last results could not be committed within " + LAST_COMMIT.toSeconds() + " s");
    }
    boolean over = false;
    // The first look finds other positions than the one before it.
    for (int look = 0; look < LOOKS && !over; look++) {
      over = end.isReached();
    }
    log.info(
        over ? "the batch of {} is at its end" : "the batch of {} is not at its end: there is more",
        topology.settings());
    return over;
  }

  @Override
  public void close() {
    end.close();
  }
}
