package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/** Tells when the values of one key cross fixed bounds, and when they come back. Immutable. */
public final class ThresholdDetector {

  /** The version of the stored form that this release writes. */
  static final int VERSION = 2;

  private final ThresholdSpec spec;

  public ThresholdDetector(ThresholdSpec spec) {
    this.spec = spec;
  }

  /**
   * What a value does.
   *
   * @param state to be stored
   * @param value the value as a number; null if there is none
   * @param crossing what an alert that is open or pending, or ends with the value, is about; null
   *     if there is none
   */
  public record Verdict(
      byte[] state, AlertChange change, @Nullable Double value, @Nullable Crossing crossing) {

    /** Whether an alert is open after the value. */
    public boolean open() {
      return crossing != null && crossing.open() && change != AlertChange.CLOSED;
    }
  }

  /**
   * A bound that was crossed.
   *
   * @param open whether there is an alert; otherwise one is pending
   * @param since when it was crossed, by event time in milliseconds; null of an alert whose state
   *     the first version of the stored form did not say
   */
  public record Crossing(boolean open, @Nullable Double bound, @Nullable Long since) {}

  /**
   * Judges a value; null and NaN change nothing.
   *
   * @param stored the state that the last value gave; null for the first
   * @param timestamp event time, milliseconds
   * @throws org.apache.kafka.connect.errors.DataException if the value is no number
   * @throws io.acequia.streams.transforms.state.StateFormatException if the state is none
   */
  public Verdict observe(byte @Nullable [] stored, @Nullable Object value, long timestamp) {
    Crossing before = stored == null ? null : decode(stored);
    double number = value == null ? Double.NaN : number(value);
    if (Double.isNaN(number)) {
      return new Verdict(encode(before), AlertChange.NONE, null, before);
    }
    if (before != null && before.open()) {
      boolean back = spec.isBack(number);
      return new Verdict(
          encode(back ? null : before),
          back ? AlertChange.CLOSED : AlertChange.NONE,
          number,
          before);
    }
    if (!spec.isBeyond(number)) {
      return new Verdict(encode(null), AlertChange.NONE, number, null);
    }
    Long pending = before == null ? null : before.since();
    long begun = pending == null ? timestamp : Math.min(pending, timestamp);
    boolean opens = timestamp - begun >= spec.forMillis();
    Crossing crossing = new Crossing(opens, spec.bound(number), begun);
    return new Verdict(
        encode(crossing), opens ? AlertChange.OPENED : AlertChange.NONE, number, crossing);
  }

  private double number(Object value) {
    if (value instanceof Number number) {
      return PlainValue.number(number, spec.field()).doubleValue();
    }
    throw PlainValue.unsupported(value, spec.field());
  }

  /**
   * What a stored state says; null: no bound is crossed.
   *
   * @throws io.acequia.streams.transforms.state.StateFormatException if the state is none
   */
  public @Nullable Crossing decode(byte[] stored) {
    StateReader in = new StateReader(stored);
    int version = in.readVersion(VERSION, "threshold");
    Alert alert = Alert.values()[in.readSmall(Alert.values().length - 1)];
    Long since = null;
    Double bound = spec.onlyBound();
    if (alert == Alert.PENDING || (alert == Alert.OPEN && version > 1)) {
      since = in.readSigned();
    }
    if (alert != Alert.QUIET && version > 1) {
      bound = in.readSmall(1) == 1 ? spec.above() : spec.below();
    }
    in.expectEnd();
    return alert == Alert.QUIET ? null : new Crossing(alert == Alert.OPEN, bound, since);
  }

  /**
   * The version, the alert; of one that is open or pending, since when, and 1 if the bound is the
   * upper one, else 0. The first version told only of a pending alert since when, and no bound.
   */
  private byte[] encode(@Nullable Crossing crossing) {
    StateWriter out = new StateWriter();
    if (crossing == null) {
      return out.writeByte(VERSION).writeByte(Alert.QUIET.ordinal()).toByteArray();
    }
    Long since = crossing.since();
    if (since == null) {
      return out.writeByte(1).writeByte(Alert.OPEN.ordinal()).toByteArray();
    }
    Alert alert = crossing.open() ? Alert.OPEN : Alert.PENDING;
    boolean upper = crossing.bound() != null && crossing.bound().equals(spec.above());
    return out.writeByte(VERSION)
        .writeByte(alert.ordinal())
        .writeSigned(since)
        .writeByte(upper ? 1 : 0)
        .toByteArray();
  }

  /** Stored by place: never change the order. */
  private enum Alert {
    QUIET,
    PENDING,
    OPEN
  }
}
