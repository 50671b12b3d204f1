package io.acequia.bench;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Something that is measured.
 *
 * @param name in the table
 * @param group of those that do the same
 * @param role in its group
 * @param goal what it is to reach, as text
 * @param sample the records
 * @param schemas whether it works on structs, on maps, or on both
 * @param needs the class without which it cannot be measured
 * @param prepare makes it; in the virtual machine that measures it
 */
record TransformCase(
    String name,
    String group,
    Role role,
    String goal,
    RecordSample sample,
    Schemas schemas,
    String needs,
    Supplier<Work> prepare) {

  /** Which column of the table compares with it. */
  enum Role {
    OURS,
    PEER,
    BY_HAND
  }

  /** What kinds of records it is measured on. */
  enum Schemas {
    BOTH,
    STRUCTS
  }

  /**
   * @param step what is done to a record
   * @param resource closed afterwards
   */
  record Work(UnaryOperator<@Nullable Object> step, AutoCloseable resource) {}

  boolean isThere() {
    try {
      Class.forName(needs, false, TransformCase.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
