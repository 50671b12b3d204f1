package io.acequia.smt.flatten;

import java.util.HashMap;
import java.util.Map;

/** The lengths of arrays that were longer than a plan has fields for. Not thread-safe. */
final class Growth {

  private final Map<String, Integer> lengths = new HashMap<>();

  /**
   * @param name of the array in the flat record, before any renaming
   */
  void note(String name, int length) {
    lengths.merge(name, length, Math::max);
  }

  boolean isEmpty() {
    return lengths.isEmpty();
  }

  /** These lengths over those that a plan was made for. */
  Map<String, Integer> over(Map<String, Integer> before) {
    Map<String, Integer> after = new HashMap<>(before);
    after.putAll(lengths);
    return after;
  }

  void clear() {
    lengths.clear();
  }
}
