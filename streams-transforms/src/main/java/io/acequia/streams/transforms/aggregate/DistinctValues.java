package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts different values by their hashes of 64 bits: exactly as long as the hashes take no more
 * room than the sketch that then takes their place (384 values by default; that two of n values
 * share a hash, and one is missed, has the probability n² / 2^65; whole numbers never do), and from
 * there on by {@link HyperLogLog}, whose relative standard error is 1.04 / sqrt(2^lgK): 1.6 % by
 * default. Neither the order of values nor of merges changes the result.
 */
final class DistinctValues {

  private static final int SKETCHED = 0;

  private final int bits;
  private final int limit;

  /** Sorted, up to {@code size}. */
  private long[] hashes = new long[4];

  private int size;
  private @Nullable HyperLogLog sketch;

  /**
   * @param bits the binary logarithm of the sketch's number of registers
   */
  DistinctValues(int bits) {
    this.bits = bits;
    this.limit = HyperLogLog.bytes(bits) / Long.BYTES;
  }

  void add(long hash) {
    if (sketch != null) {
      sketch.add(hash);
      return;
    }
    int found = Arrays.binarySearch(hashes, 0, size, hash);
    if (found < 0) {
      insert(~found, hash);
    }
  }

  private void insert(int at, long hash) {
    if (size == limit) {
      toSketch().add(hash);
      return;
    }
    if (size == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(size * 2, limit));
    }
    System.arraycopy(hashes, at, hashes, at + 1, size - at);
    hashes[at] = hash;
    size++;
  }

  private HyperLogLog toSketch() {
    HyperLogLog made = new HyperLogLog(bits);
    for (int i = 0; i < size; i++) {
      made.add(hashes[i]);
    }
    size = 0;
    sketch = made;
    return made;
  }

  void merge(DistinctValues other) {
    if (other.sketch != null) {
      HyperLogLog mine = sketch == null ? toSketch() : sketch;
      mine.merge(other.sketch);
    }
    for (int i = 0; i < other.size; i++) {
      add(other.hashes[i]);
    }
  }

  long count() {
    return sketch == null ? size : Math.round(sketch.estimate());
  }

  void clear() {
    size = 0;
    sketch = null;
  }

  void write(StateWriter out) {
    if (sketch != null) {
      sketch.write(out.writeUnsigned(SKETCHED));
      return;
    }
    out.writeUnsigned(size + 1);
    for (int i = 0; i < size; i++) {
      out.writeFixed(hashes[i]);
    }
  }

  void read(StateReader in) {
    clear();
    int form = in.readSmall(limit + 1);
    if (form == SKETCHED) {
      sketch = HyperLogLog.read(in, bits);
      return;
    }
    size = form - 1;
    if (hashes.length < size) {
      hashes = new long[size];
    }
    for (int i = 0; i < size; i++) {
      hashes[i] = in.readFixed();
      if (i > 0 && hashes[i - 1] >= hashes[i]) {
        throw in.broken("hashes are out of order");
      }
    }
  }
}
