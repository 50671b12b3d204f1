package io.acequia.sql.bind;

import io.acequia.sql.syntax.Place;
import java.util.Set;

/** A part of what SELECT gives, after the stars of known fields are written out. */
public sealed interface Output {

  /**
   * A column.
   *
   * @param passed whether the value is one of the record's, so that its schema stays as it is
   */
  record Column(String name, Term term, boolean passed, Place place) implements Output {}

  /** All entries of a map but some. */
  record Spread(Term base, Set<String> except, Place place) implements Output {}
}
