package io.acequia.object.store;

import org.jspecify.annotations.Nullable;

/** What must hold for a write to take place; the store checks and writes as one step. */
public final class Condition {
  private static final Condition ANY = new Condition(false, null);
  private static final Condition ABSENT = new Condition(true, null);

  private final boolean absent;
  private final @Nullable String version;

  private Condition(boolean absent, @Nullable String version) {
    this.absent = absent;
    this.version = version;
  }

  /** Write whatever is there. */
  public static Condition any() {
    return ANY;
  }

  /** There is no object of this key ({@code If-None-Match: *}). */
  public static Condition absent() {
    return ABSENT;
  }

  /** The object of this key has this version ({@code If-Match}). */
  public static Condition unchanged(String version) {
    return new Condition(false, version);
  }

  /** Whether there must be no object. */
  public boolean isAbsent() {
    return absent;
  }

  /** The version that must be there; {@code null} if none must. */
  public @Nullable String version() {
    return version;
  }

  @Override
  public String toString() {
    return absent ? "absent" : version == null ? "any" : "unchanged since " + version;
  }
}
