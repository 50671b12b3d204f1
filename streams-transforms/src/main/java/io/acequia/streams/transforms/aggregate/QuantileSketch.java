package io.acequia.streams.transforms.aggregate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * A sketch of quantiles (Z. Karnin, K. Lang, E. Liberty, Optimal quantile approximation in streams,
 * FOCS 2016): levels of items, where one of level h stands for 2^h values. When all levels are
 * full, every other item of the lowest full one moves up. Capacities fall by 2/3 from level to
 * level downwards, to no less than eight.
 *
 * <p>Exact up to k values. Beyond, the rank of a result differs from the one asked for by less than
 * 3.45 / k^0.97 of all values (2 % for k = 200), which the tests check for every percentile on
 * several distributions; the proof gives a bound of this order with a high probability, not always.
 * Which half moves up is drawn from the count, so that the same values in the same order always
 * give the same result, also when a topology processes them again after a crash.
 */
final class QuantileSketch {

  private static final int LEAST_CAPACITY = 8;
  private static final int MOST_LEVELS = 60;

  private final int k;
  private final int[] capacities = new int[MOST_LEVELS];
  private Level[] levels = {new Level()};
  private int used = 1;
  private int room;
  private int stored;
  private long count;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  QuantileSketch(int k) {
    this.k = k;
    double capacity = k;
    for (int depth = 0; depth < MOST_LEVELS; depth++) {
      capacities[depth] = Math.max(LEAST_CAPACITY, (int) Math.ceil(capacity));
      capacity *= 2 / 3.0;
    }
    room = capacities[0];
  }

  /** Takes a value; NaN has no rank and is not for this. */
  void add(double value) {
    levels[0].insert(value);
    count++;
    stored++;
    min = Math.min(min, value);
    max = Math.max(max, value);
    if (stored > room) {
      compact();
    }
  }

  void merge(QuantileSketch other) {
    while (used < other.used) {
      addLevel();
    }
    for (int h = 0; h < other.used; h++) {
      levels[h].mergeSorted(other.levels[h].items(), 0, 1, other.levels[h].size());
    }
    count += other.count;
    stored += other.stored;
    min = Math.min(min, other.min);
    max = Math.max(max, other.max);
    while (stored > room) {
      compact();
    }
  }

  /** How many values it keeps. */
  int stored() {
    return stored;
  }

  long count() {
    return count;
  }

  /**
   * The least value that as many values reach as the percentile says: its rank, from 1, is the
   * percentile of the count, rounded up.
   *
   * @param percentile 0 (the least value) to 100 (the greatest)
   */
  double percentile(double percentile) {
    if (percentile == 0) {
      return min;
    }
    if (percentile == 100) {
      return max;
    }
    // In decimals, because 7 % of 100 values in doubles is more than 7.
    long rank =
        BigDecimal.valueOf(percentile)
            .multiply(BigDecimal.valueOf(count))
            .movePointLeft(2)
            .setScale(0, RoundingMode.CEILING)
            .longValue();
    int[] next = new int[used];
    long reached = 0;
    double value = max;
    while (reached < rank) {
      int least = -1;
      for (int h = 0; h < used; h++) {
        if (next[h] < levels[h].size()
            && (least < 0 || levels[h].get(next[h]) < levels[least].get(next[least]))) {
          least = h;
        }
      }
      value = levels[least].get(next[least]++);
      reached += 1L << least;
    }
    return value;
  }

  void clear() {
    while (used > 0) {
      levels[--used].clear();
    }
    used = 1;
    room = capacities[0];
    stored = 0;
    count = 0;
    min = Double.POSITIVE_INFINITY;
    max = Double.NEGATIVE_INFINITY;
  }

  /** What {@link QuantileCodec} stores. */
  int k() {
    return k;
  }

  int levels() {
    return used;
  }

  Level level(int height) {
    return levels[height];
  }

  double min() {
    return min;
  }

  double max() {
    return max;
  }

  /** Replaces the least and greatest values and the items by those of a stored sketch. */
  void restore(double least, double greatest, Level[] restored) {
    levels = restored;
    used = restored.length;
    min = least;
    max = greatest;
    room = 0;
    stored = 0;
    count = 0;
    for (int h = 0; h < used; h++) {
      room += capacities[h];
      stored += levels[h].size();
      count += (long) levels[h].size() << h;
    }
  }

  private void compact() {
    int h = 0;
    while (levels[h].size() < capacities[used - 1 - h]) {
      h++;
    }
    if (h == used - 1) {
      addLevel();
    }
    Level full = levels[h];
    int kept = full.size() & 1;
    int coin = (int) (ValueIdentity.mix(count + ((long) h << 56)) >>> 63);
    int moved = full.size() / 2;
    levels[h + 1].mergeSorted(full.items(), kept + coin, 2, moved);
    full.truncate(kept);
    stored -= moved;
  }

  private void addLevel() {
    if (used == levels.length) {
      levels = Arrays.copyOf(levels, used + 1);
      levels[used] = new Level();
    }
    room += capacities[used];
    used++;
  }

  /** Items of one weight, sorted. */
  static final class Level {

    private double[] items = new double[8];
    private int size;

    int size() {
      return size;
    }

    double get(int index) {
      return items[index];
    }

    double[] items() {
      return items;
    }

    /** Adds an item that is not below the others. */
    void add(double value) {
      if (size == items.length) {
        items = Arrays.copyOf(items, size * 2);
      }
      items[size++] = value;
    }

    void insert(double value) {
      int found = Arrays.binarySearch(items, 0, size, value);
      int at = found < 0 ? ~found : found;
      add(value);
      System.arraycopy(items, at, items, at + 1, size - 1 - at);
      items[at] = value;
    }

    void truncate(int to) {
      size = to;
    }

    void clear() {
      size = 0;
    }

    /** Merges {@code number} sorted items, taken in steps, into the sorted ones here. */
    void mergeSorted(double[] from, int start, int step, int number) {
      double[] merged = new double[Math.max(8, size + number)];
      int mine = 0;
      int theirs = 0;
      for (int i = 0; i < size + number; i++) {
        boolean takeMine =
            theirs == number || (mine < size && items[mine] <= from[start + theirs * step]);
        merged[i] = takeMine ? items[mine++] : from[start + theirs++ * step];
      }
      items = merged;
      size += number;
    }
  }
}
