package io.acequia.smt.geo;

/** Brings points into the order of a balanced k-d tree, splitting where they spread widest. */
final class TreeOrder {

  private final float[] points;
  private final int[] order;

  /**
   * Arranges nothing yet.
   *
   * @param points x, y and z of each
   * @param order the points' numbers, which are rearranged
   */
  TreeOrder(float[] points, int[] order) {
    this.points = points;
    this.order = order;
  }

  /**
   * Halves the points until there are so many ranges.
   *
   * @param leaves a power of two
   */
  void arrange(int leaves) {
    arrange(0, order.length, leaves);
  }

  private void arrange(int from, int to, int leaves) {
    if (leaves == 1) {
      return;
    }
    int middle = (from + to) >>> 1;
    select(from, to - 1, middle, widest(from, to));
    arrange(from, middle, leaves / 2);
    arrange(middle, to, leaves / 2);
  }

  private int widest(int from, int to) {
    int widest = 0;
    float width = -1;
    for (int dimension = 0; dimension < 3; dimension++) {
      float low = Float.MAX_VALUE;
      float high = -Float.MAX_VALUE;
      for (int i = from; i < to; i++) {
        float value = value(i, dimension);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
      if (high - low > width) {
        width = high - low;
        widest = dimension;
      }
    }
    return widest;
  }

  /** Hoare's quickselect: what is smaller goes before the middle, what is greater behind it. */
  private void select(int first, int last, int middle, int dimension) {
    int left = first;
    int right = last;
    while (left < right) {
      float pivot = value((left + right) >>> 1, dimension);
      int i = left;
      int j = right;
      while (i <= j) {
        while (value(i, dimension) < pivot) {
          i++;
        }
        while (value(j, dimension) > pivot) {
          j--;
        }
        if (i <= j) {
          int swapped = order[i];
          order[i++] = order[j];
          order[j--] = swapped;
        }
      }
      if (middle <= j) {
        right = j;
      } else if (middle >= i) {
        left = i;
      } else {
        return;
      }
    }
  }

  private float value(int place, int dimension) {
    return points[3 * order[place] + dimension];
  }
}
