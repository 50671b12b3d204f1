package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateFormatException;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import org.jspecify.annotations.Nullable;

/**
 * Judges the values of one key, each against those before it: a value is not a part of its own
 * baseline. Were it one, then the score of the furthest of n values could not exceed (n - 1) / √n
 * (R. Shiffler, Maximum z scores and outliers, 1988): 1.79 for five, so that a threshold of 2 could
 * never be reached.
 *
 * <p>After values that were all equal, an equal one has the score 0, and another one what {@link
 * DetectorSpec#flat} says. NaN and infinities have no score, are not flagged and not learned; null
 * likewise. Immutable; its states are for one thread at a time.
 */
public final class AnomalyDetector {

  /** The version of the stored form that this release writes. */
  static final int VERSION = 1;

  private final DetectorSpec spec;

  public AnomalyDetector(DetectorSpec spec) {
    this.spec = spec;
  }

  public DetectorState newState() {
    return new DetectorState(Baseline.of(spec));
  }

  /**
   * Judges a value and then learns it.
   *
   * @param timestamp event time, milliseconds
   * @throws org.apache.kafka.connect.errors.DataException if the value is no number
   */
  public Detection observe(DetectorState state, @Nullable Object value, long timestamp) {
    double number = value == null ? Double.NaN : number(value);
    Baseline baseline = state.baseline();
    long count = state.count();
    Double center = state.center();
    Double deviation = state.deviation();
    Double score = null;
    AlertChange change = AlertChange.NONE;
    boolean finite = Double.isFinite(number);
    if (finite && center != null && deviation != null && count >= spec.minimumCount()) {
      score = score(number - center, deviation);
      change = state.judge(Math.abs(score), timestamp, spec);
    }
    if (finite) {
      baseline.add(number);
    }
    boolean flagged = score != null && Math.abs(score) > spec.threshold();
    return new Detection(score, flagged, center, deviation, count, change);
  }

  private double score(double difference, double deviation) {
    if (deviation > 0) {
      return difference / deviation;
    }
    boolean judged = difference != 0 && spec.flat() == DetectorSpec.Flat.INFINITE;
    return judged ? Math.copySign(Double.POSITIVE_INFINITY, difference) : 0;
  }

  private double number(Object value) {
    if (value instanceof Number number) {
      return PlainValue.number(number, spec.field()).doubleValue();
    }
    throw PlainValue.unsupported(value, spec.field());
  }

  /** The stored form: version, method, alert, baseline. */
  public byte[] encode(DetectorState state) {
    StateWriter out = new StateWriter();
    state.write(out.writeByte(VERSION).writeByte(tag()));
    return out.toByteArray();
  }

  /**
   * The state that {@link #encode} gave.
   *
   * @throws StateFormatException if the bytes are of a newer release, of another method, or damaged
   */
  public DetectorState decode(byte[] bytes) {
    StateReader in = new StateReader(bytes);
    in.readVersion(VERSION, "detect");
    int tag = in.readByte();
    if (tag != tag()) {
      throw new StateFormatException(
          "The state was stored for another method than %s of '%s'"
              .formatted(spec.method(), spec.field()));
    }
    DetectorState state = newState();
    state.read(in);
    in.expectEnd();
    return state;
  }

  /** Part of the stored form: never given to another method. */
  private int tag() {
    return switch (spec.method()) {
      case ZSCORE -> 1;
      case EXPONENTIAL -> 2;
      case MEDIAN -> 3;
    };
  }
}
