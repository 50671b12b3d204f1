package io.acequia.commons.error;

/**
 * Tells what an error of one outside system means, by its code alone: pure, total, and a table in
 * its test.
 *
 * @param <E> how the outside system's client reports errors
 */
@FunctionalInterface
public interface ErrorClassifier<E> {

  Disposition classify(E error);
}
