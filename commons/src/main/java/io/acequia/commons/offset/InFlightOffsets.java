package io.acequia.commons.offset;

import java.util.Arrays;

/**
 * The offsets of one partition between the first that is not done and the last that arrived: a ring
 * of rising offsets with a mark each. Adding is constant, marking a binary search.
 */
final class InFlightOffsets {

  private static final int SMALLEST = 64;

  private long[] offsets = new long[SMALLEST];
  private boolean[] done = new boolean[SMALLEST];
  private int head;
  private int size;
  private long last = -1;

  void track(long offset) {
    if (offset <= last) {
      rewindTo(offset);
    }
    if (size == offsets.length) {
      grow();
    }
    int slot = slot(size);
    offsets[slot] = offset;
    done[slot] = false;
    size++;
    last = offset;
  }

  void done(long offset) {
    int index = find(offset);
    if (index < 0) {
      return;
    }
    done[slot(index)] = true;
    while (size > 0 && done[head]) {
      head = slot(1);
      size--;
    }
  }

  /** The first offset that is not done, or the one after the last that arrived. */
  long watermark() {
    return size == 0 ? last + 1 : offsets[head];
  }

  int size() {
    return size;
  }

  private void rewindTo(long offset) {
    while (size > 0 && offsets[slot(size - 1)] >= offset) {
      size--;
    }
  }

  /** The index behind the head at which this offset stands, negative if it does not. */
  private int find(long offset) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long found = offsets[slot(middle)];
      if (found == offset) {
        return middle;
      }
      if (found < offset) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  /** The length is a power of two, so that the ring turns by a mask. */
  private int slot(int index) {
    return (head + index) & (offsets.length - 1);
  }

  private void grow() {
    int length = offsets.length;
    long[] widerOffsets = Arrays.copyOf(Arrays.copyOfRange(offsets, head, length), length * 2);
    boolean[] widerDone = Arrays.copyOf(Arrays.copyOfRange(done, head, length), length * 2);
    System.arraycopy(offsets, 0, widerOffsets, length - head, head);
    System.arraycopy(done, 0, widerDone, length - head, head);
    offsets = widerOffsets;
    done = widerDone;
    head = 0;
  }
}
