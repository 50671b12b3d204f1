/** Parquet files, without Hadoop. */
@NullMarked
package io.acequia.formats.parquet;

import org.jspecify.annotations.NullMarked;
