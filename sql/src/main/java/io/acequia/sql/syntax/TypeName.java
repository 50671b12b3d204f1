package io.acequia.sql.syntax;

import java.util.List;

/**
 * A type as it is written.
 *
 * @param name in upper case, such as {@code TIMESTAMP}
 * @param arguments such as precision and scale
 */
public record TypeName(Place place, String name, List<Integer> arguments) {}
