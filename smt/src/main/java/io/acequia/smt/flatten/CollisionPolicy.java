package io.acequia.smt.flatten;

/** What happens when two fields get one name. */
public enum CollisionPolicy {
  /** The record is refused. */
  FAIL,
  /** The first one stays. */
  FIRST,
  /** The last one stays. */
  LAST,
  /** The later one gets a number: {@code a.b_2}. */
  RENAME
}
