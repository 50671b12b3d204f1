package io.acequia.bench;

import java.util.Arrays;

/** Measured values of one kind, in whichever unit they were added; not thread-safe. */
final class Samples {

  private long[] values = new long[1_024];
  private int size;

  void add(long value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size * 2);
    }
    values[size++] = value;
  }

  void addAll(Samples others) {
    for (int i = 0; i < others.size; i++) {
      add(others.values[i]);
    }
  }

  int size() {
    return size;
  }

  /** The nearest-rank percentile, {@code p} in (0, 100]; zero of nothing. */
  long percentile(double p) {
    if (size == 0) {
      return 0;
    }
    long[] sorted = Arrays.copyOf(values, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(p / 100 * size);
    return sorted[Math.max(rank, 1) - 1];
  }

  long median() {
    return percentile(50);
  }
}
