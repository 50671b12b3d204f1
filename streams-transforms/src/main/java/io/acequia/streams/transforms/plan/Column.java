package io.acequia.streams.transforms.plan;

/**
 * A column that rows are grouped by.
 *
 * @param expression in SQL
 * @param name of the column in the result
 */
public record Column(String expression, String name) {}
