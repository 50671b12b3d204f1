package io.acequia.streams.transforms.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a window's rows say about one field. What only one kind of field has is null for the other,
 * and so is what too few values have.
 *
 * @param count rows with a value
 * @param nulls rows without
 * @param distinct different values, exact while few
 * @param stddev of a sample
 * @param quartiles the 25th, 50th and 75th percentile
 * @param top the most frequent values: maps of value, count and error
 */
public record FieldSummary(
    String field,
    ReportField.Kind kind,
    long count,
    long nulls,
    long distinct,
    @Nullable Object mean,
    @Nullable Double stddev,
    @Nullable Object min,
    @Nullable Object max,
    @Nullable List<Double> quartiles,
    @Nullable List<Map<String, Object>> top) {}
