package io.acequia.smt;

/** Hides what a text says. Pure: the same text always gives the same. */
@FunctionalInterface
interface TextMask {

  String apply(String text);
}
