package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;

/**
 * Count, mean and variance, one value at a time without cancellation (B. P. Welford, Note on a
 * method for calculating corrected sums of squares and products, Technometrics 4, 1962), merged as
 * in T. F. Chan, G. H. Golub, R. J. LeVeque, Updating formulae and a pairwise algorithm for
 * computing sample variances, Stanford STAN-CS-79-773, 1979.
 *
 * <p>A NaN or an infinity among the values makes mean or variance NaN or infinite, for good.
 */
public final class Moments {

  private long count;
  private double mean;
  private double squares;

  public void add(double value) {
    count++;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
  }

  public void merge(Moments other) {
    if (other.count == 0) {
      return;
    }
    if (count == 0) {
      mean = other.mean;
      squares = other.squares;
      count = other.count;
      return;
    }
    long total = count + other.count;
    double delta = other.mean - mean;
    mean += delta * other.count / total;
    squares += other.squares + delta * delta * ((double) count * other.count / total);
    count = total;
  }

  public void clear() {
    count = 0;
    mean = 0;
    squares = 0;
  }

  public long count() {
    return count;
  }

  /** The mean, 0 without values. */
  public double mean() {
    return mean;
  }

  /** The variance of a population, NaN without values. */
  public double populationVariance() {
    return squares / count;
  }

  /** The variance of a sample, NaN for fewer than two values. */
  public double sampleVariance() {
    return count < 2 ? Double.NaN : squares / (count - 1);
  }

  public void write(StateWriter out) {
    out.writeUnsigned(count);
    if (count > 0) {
      out.writeDouble(mean).writeDouble(squares);
    }
  }

  public void read(StateReader in) {
    clear();
    count = in.readUnsigned();
    if (count > 0) {
      mean = in.readDouble();
      squares = in.readDouble();
    }
  }
}
