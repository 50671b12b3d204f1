package io.acequia.elasticsearch.sink.write;

import io.acequia.elasticsearch.sink.mapping.Operation;
import io.acequia.elasticsearch.sink.mapping.Target;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * A record as an action of a bulk request.
 *
 * @param start of its bytes in the buffer that it was written to
 * @param end behind them
 * @param memory what it takes of the task's budget, in bytes
 */
record BulkItem(
    SinkRecord record,
    SourcePartition source,
    Target target,
    Operation operation,
    int start,
    int end,
    long memory) {}
