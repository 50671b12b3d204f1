package io.acequia.streams.transforms.plan;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where in its topics a plan begins or ends.
 *
 * @param at the record timestamp; null unless the kind is {@link Kind#AT}
 */
public record Position(Kind kind, @Nullable Instant at) {

  /** What a position is relative to. */
  public enum Kind {
    BEGINNING,
    /** What is written from now on. */
    LATEST,
    /** What is there when the plan starts. */
    NOW,
    AT
  }

  public static final Position BEGINNING = new Position(Kind.BEGINNING, null);
  public static final Position LATEST = new Position(Kind.LATEST, null);
  public static final Position NOW = new Position(Kind.NOW, null);

  public static Position at(Instant time) {
    return new Position(Kind.AT, time);
  }

  /** As a plan writes it. */
  @Override
  public String toString() {
    return at == null ? Words.spell(kind) : at.toString();
  }
}
