package io.acequia.sql.bind;

import io.acequia.sql.syntax.Place;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A part of what SELECT gives, after the stars of known fields are written out. */
public sealed interface Output {

  /**
   * A column.
   *
   * @param passed whether the value is one of the record's, so that its schema stays as it is
   */
  record Column(String name, Term term, boolean passed, Place place) implements Output {

    /** The entry of the value, a map, that is passed on, or null if something is computed. */
    public @Nullable String source() {
      return term.code() instanceof EntryCode entry ? entry.name() : null;
    }
  }

  /** All entries of a map but some. */
  record Spread(Term base, Set<String> except, Place place) implements Output {}
}
