package io.acequia.sql.bind;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of the rows. */
public interface Scope {

  /** A field and what it is called there. */
  record Named(String name, Term term) {}

  /**
   * @param quoted whether case counts
   * @return null if there is certainly no such field
   */
  @Nullable Named field(String name, boolean quoted);

  /** Whether a field is certainly there. */
  boolean has(String name, boolean quoted);

  /** All fields in order, or null if they are known only when a record is read. */
  @Nullable List<Named> all();

  /** The value as a whole. */
  Term whole();

  /** Names for a hint. */
  Collection<String> names();
}
