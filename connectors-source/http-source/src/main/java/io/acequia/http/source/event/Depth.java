package io.acequia.http.source.event;

/** The limit on nesting: an event's own, below the parser's, so that its neighbours are kept. */
final class Depth {

  private Depth() {}

  static void check(int depth, int limit) {
    if (depth > limit) {
      throw InvalidEventException.inField(
          "data", "The event is nested deeper than " + limit + " levels");
    }
  }
}
