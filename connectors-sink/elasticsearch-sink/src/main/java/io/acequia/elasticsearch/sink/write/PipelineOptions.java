package io.acequia.elasticsearch.sink.write;

import io.acequia.commons.config.BatchOptions;
import io.acequia.commons.config.RetryOptions;
import io.acequia.elasticsearch.sink.client.ClusterSettings;
import io.acequia.elasticsearch.sink.index.IndexOptions;
import io.acequia.elasticsearch.sink.mapping.DocumentOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a task's pipeline is told.
 *
 * @param ingestPipeline the cluster's own pipeline that documents pass through
 * @param inFlight how many requests are under way at once
 * @param sniffInterval how often the cluster's nodes are listed; {@code null} for never
 * @param bufferBytes the memory that records may take until they are written
 */
public record PipelineOptions(
    ClusterSettings cluster,
    DocumentOptions documents,
    IndexOptions indices,
    @Nullable String ingestPipeline,
    BatchOptions batches,
    RetryOptions retries,
    int inFlight,
    @Nullable Duration sniffInterval,
    long bufferBytes) {}
