package io.acequia.smt.script;

/**
 * Ends a script. An {@link Error}, because that is what neither {@code catch} nor {@code finally}
 * of an interpreted script can hold up; it never leaves this package.
 */
final class LimitExceeded extends Error {

  LimitExceeded(String message) {
    super(message, null, false, false);
  }
}
