package io.acequia.elasticsearch.sink.write;

import io.acequia.elasticsearch.sink.mapping.Operation;
import io.acequia.elasticsearch.sink.write.BulkAnswer.ItemFailure;
import java.util.Set;

/**
 * What the failure of a single item means, by its status and the name of its error.
 *
 * <p>A document that is there already when it is to be created, and one of a later version, are
 * what a redelivery finds: success. Everything that passes (full queues, full disks, missing
 * shards, nodes that leave) is tried again and is never the record's fault.
 *
 * @param versioned whether versions come from the records' offsets
 */
record ItemClassifier(boolean versioned) {
  // Of status 400, and yet of the index and not of the document.
  private static final Set<String> INDEX_AT_FAULT =
      Set.of("index_closed_exception", "cluster_block_exception", "resource_not_found_exception");
  private static final Set<String> GONE =
      Set.of("index_not_found_exception", "shard_not_found_exception");
  // A processor of an ingest pipeline that was made to refuse documents.
  private static final String REFUSED_BY_PIPELINE = "fail_processor_exception";

  ItemVerdict classify(Operation operation, ItemFailure failure) {
    if (GONE.contains(failure.type())) {
      return ItemVerdict.INDEX_GONE;
    }
    if (failure.type().equals(REFUSED_BY_PIPELINE)) {
      return ItemVerdict.REPORT;
    }
    return switch (failure.status()) {
      case 409 -> conflict(operation);
      case 408, 425, 429 -> ItemVerdict.RETRY;
      case 401 -> ItemVerdict.RETRY;
      case 403 -> INDEX_AT_FAULT.contains(failure.type()) ? ItemVerdict.RETRY : ItemVerdict.FAIL;
      case 400 -> badRequest(failure);
      // The document of an update, which must be there; 413 is one that is too large.
      case 404, 413 -> ItemVerdict.REPORT;
      default -> failure.status() >= 500 ? ItemVerdict.RETRY : ItemVerdict.REPORT;
    };
  }

  private ItemVerdict conflict(Operation operation) {
    if (operation == Operation.CREATE) {
      return ItemVerdict.DONE;
    }
    // Of an update: somebody else changed the document at the same time.
    return versioned && operation.takesVersions() ? ItemVerdict.DONE : ItemVerdict.RETRY;
  }

  private static ItemVerdict badRequest(ItemFailure failure) {
    if (INDEX_AT_FAULT.contains(failure.type())) {
      return ItemVerdict.RETRY;
    }
    String reason = failure.reason();
    boolean wrongTarget =
        failure.type().equals("illegal_argument_exception")
            && (reason.startsWith("pipeline with id [")
                || reason.startsWith("no write index is defined for alias")
                || reason.startsWith("only write ops with an op_type of create are allowed"));
    return wrongTarget ? ItemVerdict.FAIL : ItemVerdict.REPORT;
  }
}
