package io.acequia.smt.geo;

import org.jspecify.annotations.Nullable;

/** A place that was found. */
interface Place {

  /** A String, Double or Long, as {@link GeoPart} says; null if it is not known. */
  @Nullable Object part(GeoPart part);
}
