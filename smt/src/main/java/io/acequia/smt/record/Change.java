package io.acequia.smt.record;

import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A change of values that all have one schema.
 *
 * @param schema of the values afterwards; the same object if it stays; null in a record without
 *     schema
 * @param value gives the new value, or the same object if it stays; null must be handled, and
 *     {@link org.apache.kafka.connect.errors.DataException} refuses a value
 */
public record Change(@Nullable Schema schema, UnaryOperator<@Nullable Object> value) {}
