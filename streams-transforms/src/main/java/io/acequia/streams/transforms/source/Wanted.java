package io.acequia.streams.transforms.source;

import java.util.Set;

/**
 * The fields that have to be read of an event.
 *
 * @param all whether every field is; {@code names} does not matter then
 */
public record Wanted(Set<String> names, boolean all) {

  public static final Wanted ALL = new Wanted(Set.of(), true);

  public Wanted {
    names = Set.copyOf(names);
  }
}
