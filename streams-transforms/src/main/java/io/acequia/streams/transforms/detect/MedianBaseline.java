package io.acequia.streams.transforms.detect;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.util.Arrays;

/**
 * Median and median absolute deviation of the latest values. The deviation is 1.4826 times the
 * latter, which estimates the standard deviation of normal values (B. Iglewicz, D. Hoaglin, How to
 * detect and handle outliers, 1993).
 */
final class MedianBaseline implements Baseline {

  private static final double NORMAL = 1.4826;

  /** In order of arrival, oldest first. */
  private final double[] values;

  private int size;

  MedianBaseline(int window) {
    values = new double[window];
  }

  @Override
  public void add(double value) {
    if (size == values.length) {
      System.arraycopy(values, 1, values, 0, size - 1);
      size--;
    }
    values[size++] = value;
  }

  @Override
  public long count() {
    return size;
  }

  @Override
  public double center() {
    return median(Arrays.copyOf(values, size));
  }

  @Override
  public double deviation() {
    double center = center();
    double[] distances = Arrays.copyOf(values, size);
    for (int i = 0; i < size; i++) {
      distances[i] = Math.abs(distances[i] - center);
    }
    return NORMAL * median(distances);
  }

  private static double median(double[] all) {
    Arrays.sort(all);
    int middle = all.length / 2;
    if (all.length == 0) {
      return 0;
    }
    return all.length % 2 == 1 ? all[middle] : all[middle - 1] / 2 + all[middle] / 2;
  }

  @Override
  public void clear() {
    size = 0;
  }

  @Override
  public void write(StateWriter out) {
    out.writeUnsigned(size);
    for (int i = 0; i < size; i++) {
      out.writeDouble(values[i]);
    }
  }

  @Override
  public void read(StateReader in) {
    clear();
    int stored = in.readCount();
    // A plan with a smaller window than before keeps the latest of what it finds.
    for (int i = 0; i < stored; i++) {
      add(in.readDouble());
    }
  }
}
