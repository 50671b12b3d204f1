package io.acequia.smt.flatten;

import java.util.HashMap;
import java.util.Map;

/**
 * A name of the flat record with those that begin with it, so that the same path is put together
 * once and not for each record. Bounded: a producer with ever new keys costs time, not memory. Not
 * thread-safe.
 */
final class FlatName {

  private static final int LIMIT = 10_000;

  /** How many names there are below one root, in its only element. */
  private final int[] count;

  private final String delimiter;
  private final String name;
  private final boolean root;
  private final Map<String, FlatName> children = new HashMap<>(4);

  private FlatName(String name, boolean root, String delimiter, int[] count) {
    this.name = name;
    this.root = root;
    this.delimiter = delimiter;
    this.count = count;
  }

  static FlatName root(String delimiter) {
    return new FlatName("", true, delimiter, new int[1]);
  }

  FlatName child(String key) {
    FlatName child = children.get(key);
    if (child == null) {
      child = new FlatName(root ? key : name + delimiter + key, false, delimiter, count);
      if (count[0] < LIMIT) {
        count[0]++;
        children.put(key, child);
      }
    }
    return child;
  }

  FlatName child(int position) {
    return child(Integer.toString(position));
  }

  @Override
  public String toString() {
    return name;
  }
}
