package io.acequia.jdbc.sink.write;

import io.acequia.commons.config.BatchOptions;
import io.acequia.commons.config.RetryOptions;
import io.acequia.jdbc.sink.client.ConnectionSettings;

/**
 * Everything that a task's pipeline is told.
 *
 * @param connection where the rows go
 * @param writing how they are written
 * @param batches when
 * @param retries what happens when that fails
 * @param bufferBytes the memory that records may take until they are written
 */
public record PipelineOptions(
    ConnectionSettings connection,
    WriteOptions writing,
    BatchOptions batches,
    RetryOptions retries,
    long bufferBytes) {}
