package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/** Baseline and alert of one key; mutable, for one thread at a time. */
public final class DetectorState {

  private static final int QUIET = 0;
  private static final int PENDING = 1;
  private static final int OPEN = 2;

  private final Baseline baseline;
  private int alert = QUIET;

  /** Event time at which the score went beyond the threshold, while pending. */
  private long since;

  DetectorState(Baseline baseline) {
    this.baseline = baseline;
  }

  Baseline baseline() {
    return baseline;
  }

  /** Whether an alert is open. */
  public boolean alertOpen() {
    return alert == OPEN;
  }

  /** How many values the baseline has learned. */
  public long count() {
    return baseline.count();
  }

  /** The baseline's mean or median; null without values. */
  public @Nullable Double center() {
    return count() == 0 ? null : (Double) baseline.center();
  }

  /** The baseline's deviation; null for fewer than two values. */
  public @Nullable Double deviation() {
    return count() < 2 ? null : (Double) baseline.deviation();
  }

  AlertChange judge(double distance, long timestamp, DetectorSpec spec) {
    if (alert == OPEN) {
      if (distance > spec.clear()) {
        return AlertChange.NONE;
      }
      alert = QUIET;
      return AlertChange.CLOSED;
    }
    if (distance <= spec.threshold()) {
      alert = QUIET;
      return AlertChange.NONE;
    }
    since = alert == PENDING ? Math.min(since, timestamp) : timestamp;
    alert = timestamp - since >= spec.forMillis() ? OPEN : PENDING;
    return alert == OPEN ? AlertChange.OPENED : AlertChange.NONE;
  }

  void clear() {
    baseline.clear();
    alert = QUIET;
    since = 0;
  }

  void write(StateWriter out) {
    out.writeByte(alert);
    if (alert == PENDING) {
      out.writeSigned(since);
    }
    baseline.write(out);
  }

  void read(StateReader in) {
    clear();
    alert = in.readSmall(OPEN);
    if (alert == PENDING) {
      since = in.readSigned();
    }
    baseline.read(in);
  }
}
