package io.acequia.smt.flatten;

import java.util.Set;

/**
 * Which fields of a struct or map are flattened into it.
 *
 * @param all whether all are
 * @param names those that are, if not all
 */
record Selection(boolean all, Set<String> names) {

  static final Selection ALL = new Selection(true, Set.of());

  boolean has(String name) {
    return all || names.contains(name);
  }
}
