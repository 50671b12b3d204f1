package io.acequia.jdbc.sink.write;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Picks the last row of each key and sorts them by it. Only the last change of a key counts within
 * a batch, and the same order in every task is what keeps two of them from deadlocking.
 */
final class LastByKey {
  // A sort key is 40 bits of the row's key, above 24 bits of its position.
  private static final int POSITION_BITS = 24;
  private static final long POSITION_MASK = (1L << POSITION_BITS) - 1;

  // 2^64 divided by the golden ratio.
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final EncodedRows rows;
  private final byte[] bytes;

  private LastByKey(EncodedRows rows) {
    this.rows = rows;
    this.bytes = rows.buffer().bytes();
  }

  /** The rows that count, of those from {@code from} to before {@code to}, in the order of keys. */
  static int[] of(EncodedRows rows, int from, int to) {
    if (to - from > POSITION_MASK) {
      throw new IllegalArgumentException("too many rows: " + (to - from));
    }
    LastByKey picking = new LastByKey(rows);
    int[] last = picking.last(from, to);
    picking.sort(last);
    return last;
  }

  private int[] last(int from, int to) {
    int capacity = Integer.highestOneBit(Math.max(8, (to - from) * 2)) * 2;
    int[] slots = new int[capacity];
    Arrays.fill(slots, -1);
    int distinct = 0;
    for (int row = from; row < to; row++) {
      int slot = hash(row) & (capacity - 1);
      while (slots[slot] >= 0 && !sameKey(slots[slot], row)) {
        slot = (slot + 1) & (capacity - 1);
      }
      if (slots[slot] < 0) {
        distinct++;
      }
      slots[slot] = row;
    }
    int[] last = new int[distinct];
    int next = 0;
    for (int row : slots) {
      if (row >= 0) {
        last[next++] = row;
      }
    }
    return last;
  }

  /** Multiplies and folds eight bytes at a time: keys that count up must not fall together. */
  private int hash(int row) {
    long hash = 0;
    int end = rows.keyEnd(row);
    int at = rows.keyStart(row);
    for (; at <= end - Long.BYTES; at += Long.BYTES) {
      hash = (hash ^ (long) WORDS.get(bytes, at)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    for (; at < end; at++) {
      hash = (hash ^ bytes[at]) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private boolean sameKey(int a, int b) {
    return Arrays.equals(
        bytes, rows.keyStart(a), rows.keyEnd(a), bytes, rows.keyStart(b), rows.keyEnd(b));
  }

  private int compare(int a, int b) {
    return Arrays.compareUnsigned(
        bytes, rows.keyStart(a), rows.keyEnd(a), bytes, rows.keyStart(b), rows.keyEnd(b));
  }

  private void sort(int[] picked) {
    int common = commonPrefix(picked);
    long[] sorting = new long[picked.length];
    for (int i = 0; i < picked.length; i++) {
      sorting[i] = prefix(picked[i], common) << POSITION_BITS | i;
    }
    // Signed order would put prefixes of 0x80... first: harmless, as any fixed order will do.
    Arrays.sort(sorting);
    int[] sorted = new int[picked.length];
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = picked[(int) (sorting[i] & POSITION_MASK)];
    }
    sortRuns(sorting, sorted);
    System.arraycopy(sorted, 0, picked, 0, sorted.length);
  }

  /** Rows whose prefixes are equal are not in order yet. */
  private void sortRuns(long[] sorting, int[] sorted) {
    int begin = 0;
    for (int i = 1; i <= sorted.length; i++) {
      boolean ends = i == sorted.length;
      if (!ends && sorting[i] >>> POSITION_BITS == sorting[begin] >>> POSITION_BITS) {
        continue;
      }
      if (i - begin > 1) {
        Integer[] run = new Integer[i - begin];
        for (int k = 0; k < run.length; k++) {
          run[k] = sorted[begin + k];
        }
        Arrays.sort(run, this::compare);
        for (int k = 0; k < run.length; k++) {
          sorted[begin + k] = run[k];
        }
      }
      begin = i;
    }
  }

  private int commonPrefix(int[] picked) {
    int common = Integer.MAX_VALUE;
    for (int row : picked) {
      int from = rows.keyStart(picked[0]);
      int to = rows.keyEnd(picked[0]);
      int mismatch = Arrays.mismatch(bytes, from, to, bytes, rows.keyStart(row), rows.keyEnd(row));
      common = Math.min(common, mismatch < 0 ? to - from : mismatch);
    }
    return common;
  }

  private long prefix(int row, int common) {
    long prefix = 0;
    int from = rows.keyStart(row) + common;
    int end = rows.keyEnd(row);
    for (int i = 0; i < 5; i++) {
      prefix = prefix << 8 | (from + i < end ? bytes[from + i] & 0xFF : 0);
    }
    return prefix;
  }
}
