package io.acequia.jdbc.sink.write;

import io.acequia.jdbc.sink.mapping.RowOptions;
import io.acequia.jdbc.sink.schema.TableOptions;

/**
 * How batches are written.
 *
 * @param rows how rows are made of records
 * @param tables what may be done to tables
 * @param upsert whether a row replaces the one with its key, instead of being added
 */
public record WriteOptions(RowOptions rows, TableOptions tables, boolean upsert) {}
