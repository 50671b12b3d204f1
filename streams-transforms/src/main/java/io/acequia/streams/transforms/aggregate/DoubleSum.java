package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/**
 * A sum of doubles with the rounding errors kept beside it, so that the order of the summands
 * matters in the last digit at most (A. Neumaier, Rundungsfehleranalyse einiger Verfahren zur
 * Summation endlicher Summen, ZAMM 54, 1974).
 *
 * <p>NaN and infinities follow IEEE 754: one infinity wins, two different ones give NaN. A sum of
 * finite numbers beyond the range of doubles is infinite.
 */
final class DoubleSum {

  private static final int PLAIN = 0;
  private static final int COMPENSATED = 1;
  private static final int SPECIAL = 2;

  private double sum;
  private double compensation;

  /** 0 or what the infinities and NaNs sum up to. */
  private double special;

  void add(double value) {
    double next = sum + value;
    if (!Double.isFinite(next)) {
      special += Double.isFinite(value) ? next : value;
      return;
    }
    compensation += Math.abs(sum) >= Math.abs(value) ? (sum - next) + value : (value - next) + sum;
    sum = next;
  }

  void add(DoubleSum other) {
    add(other.sum);
    compensation += other.compensation;
    special += other.special;
  }

  double value() {
    return special == 0 ? sum + compensation : special;
  }

  /** The sum with one more summand. */
  double valueWith(double value) {
    DoubleSum copy = new DoubleSum();
    copy.add(this);
    copy.add(value);
    return copy.value();
  }

  void clear() {
    sum = 0;
    compensation = 0;
    special = 0;
  }

  void write(StateWriter out) {
    if (special != 0) {
      out.writeByte(SPECIAL).writeDouble(special);
    } else if (compensation != 0) {
      out.writeByte(COMPENSATED).writeDouble(sum).writeDouble(compensation);
    } else {
      out.writeByte(PLAIN).writeDouble(sum);
    }
  }

  void read(StateReader in) {
    clear();
    int form = in.readByte();
    switch (form) {
      case PLAIN -> sum = in.readDouble();
      case COMPENSATED -> {
        sum = in.readDouble();
        compensation = in.readDouble();
      }
      case SPECIAL -> special = in.readDouble();
      default -> throw in.broken(form + " is no form of a sum");
    }
  }
}
