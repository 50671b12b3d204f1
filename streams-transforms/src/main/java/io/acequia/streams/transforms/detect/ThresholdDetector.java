package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/** Tells when the values of one key cross fixed bounds, and when they come back. Immutable. */
public final class ThresholdDetector {

  /** The version of the stored form that this release writes. */
  static final int VERSION = 1;

  private static final int QUIET = 0;
  private static final int PENDING = 1;
  private static final int OPEN = 2;

  private final ThresholdSpec spec;

  public ThresholdDetector(ThresholdSpec spec) {
    this.spec = spec;
  }

  /**
   * What a value does.
   *
   * @param state to be stored: version, alert, and since when a bound is crossed while an alert is
   *     pending
   * @param open whether an alert is open after the value
   */
  public record Verdict(byte[] state, boolean open, AlertChange change) {}

  /**
   * Judges a value; null and NaN change nothing.
   *
   * @param stored the state that the last value gave; null for the first
   * @param timestamp event time, milliseconds
   * @throws org.apache.kafka.connect.errors.DataException if the value is no number
   * @throws io.acequia.streams.transforms.state.StateFormatException if the state is none
   */
  public Verdict observe(byte @Nullable [] stored, @Nullable Object value, long timestamp) {
    int alert = QUIET;
    long since = timestamp;
    if (stored != null) {
      StateReader in = new StateReader(stored);
      in.readVersion(VERSION, "threshold");
      alert = in.readSmall(OPEN);
      since = alert == PENDING ? in.readSigned() : timestamp;
      in.expectEnd();
    }
    double number = value == null ? Double.NaN : number(value);
    if (Double.isNaN(number)) {
      return new Verdict(encode(alert, since), alert == OPEN, AlertChange.NONE);
    }
    if (alert == OPEN) {
      boolean back = spec.isBack(number);
      return new Verdict(
          encode(back ? QUIET : OPEN, 0), !back, back ? AlertChange.CLOSED : AlertChange.NONE);
    }
    if (!spec.isBeyond(number)) {
      return new Verdict(encode(QUIET, 0), false, AlertChange.NONE);
    }
    long begun = alert == PENDING ? Math.min(since, timestamp) : timestamp;
    boolean opens = timestamp - begun >= spec.forMillis();
    return new Verdict(
        encode(opens ? OPEN : PENDING, begun),
        opens,
        opens ? AlertChange.OPENED : AlertChange.NONE);
  }

  private double number(Object value) {
    if (value instanceof Number number) {
      return PlainValue.number(number, spec.field()).doubleValue();
    }
    throw PlainValue.unsupported(value, spec.field());
  }

  private static byte[] encode(int alert, long since) {
    StateWriter out = new StateWriter().writeByte(VERSION).writeByte(alert);
    return (alert == PENDING ? out.writeSigned(since) : out).toByteArray();
  }
}
