package io.acequia.smt.flatten;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A name of the flat record with those that begin with it, so that the same path is put together
 * once and not for each record. Bounded: a producer with ever new keys costs time, not memory. Not
 * thread-safe.
 */
final class FlatName {

  static final int LIMIT = 10_000;

  /** Longer names are put together anew each time, so that the kept ones cannot fill the heap. */
  static final int LONGEST = 250;

  /** How many names below one root are kept, in its only element. */
  private final int[] count;

  private final String delimiter;
  private final String name;
  private final boolean root;
  private final boolean kept;
  private @Nullable Map<String, FlatName> children;

  private FlatName(String name, boolean root, boolean kept, String delimiter, int[] count) {
    this.name = name;
    this.root = root;
    this.kept = kept;
    this.delimiter = delimiter;
    this.count = count;
  }

  static FlatName root(String delimiter) {
    return new FlatName("", true, true, delimiter, new int[1]);
  }

  FlatName child(String key) {
    FlatName child = children == null ? null : children.get(key);
    return child == null ? newChild(key) : child;
  }

  FlatName child(int position) {
    return child(Integer.toString(position));
  }

  private FlatName newChild(String key) {
    String full = root ? key : name + delimiter + key;
    boolean keep = kept && count[0] < LIMIT && full.length() <= LONGEST;
    FlatName child = new FlatName(full, false, keep, delimiter, count);
    if (keep) {
      count[0]++;
      if (children == null) {
        children = new HashMap<>();
      }
      children.put(key, child);
    }
    return child;
  }

  @Override
  public String toString() {
    return name;
  }
}
