package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int bits;
  private final int limit;

  /** As they are stored, so that reading and writing is a copy: sorted, up to {@code size}. */
  private byte[] hashes = new byte[4 * Long.BYTES];

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
    int at = firstFrom(hash);
    if (at == size || hash(at) != hash) {
      insert(at, hash);
    }
  }

  private long hash(int index) {
    return (long) LONG.get(hashes, index * Long.BYTES);
  }

  /** The place of the first hash that is not below another. */
  private int firstFrom(long hash) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hash(middle) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void insert(int at, long hash) {
    if (size == limit) {
      toSketch().add(hash);
      return;
    }
    int begin = at * Long.BYTES;
    int end = size * Long.BYTES;
    if (end == hashes.length) {
      hashes = Arrays.copyOf(hashes, Math.min(Math.max(Long.BYTES, end * 2), limit * Long.BYTES));
    }
    System.arraycopy(hashes, begin, hashes, begin + Long.BYTES, end - begin);
    LONG.set(hashes, begin, hash);
    size++;
  }

  private HyperLogLog toSketch() {
    HyperLogLog made = new HyperLogLog(bits);
    for (int i = 0; i < size; i++) {
      made.add(hash(i));
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
      add(other.hash(i));
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
    out.writeUnsigned(size + 1).writeRaw(hashes, size * Long.BYTES);
  }

  void read(StateReader in) {
    clear();
    int form = in.readSmall(limit + 1);
    if (form == SKETCHED) {
      sketch = HyperLogLog.read(in, bits);
      return;
    }
    size = form - 1;
    hashes = in.readRaw(size * Long.BYTES);
  }
}
