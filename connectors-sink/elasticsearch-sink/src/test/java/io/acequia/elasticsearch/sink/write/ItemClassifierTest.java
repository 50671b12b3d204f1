package io.acequia.elasticsearch.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.elasticsearch.sink.mapping.Operation;
import io.acequia.elasticsearch.sink.write.BulkAnswer.ItemFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemClassifierTest {
  @ParameterizedTest
  @CsvSource({
    "429, es_rejected_execution_exception, RETRY",
    "429, rejected_execution_exception, RETRY",
    "429, circuit_breaking_exception, RETRY",
    "429, cluster_block_exception, RETRY",
    "503, unavailable_shards_exception, RETRY",
    "503, process_cluster_event_timeout_exception, RETRY",
    "503, cluster_block_exception, RETRY",
    "500, i_o_exception, RETRY",
    "502, '', RETRY",
    "504, '', RETRY",
    "408, '', RETRY",
    "401, security_exception, RETRY",
    "403, cluster_block_exception, RETRY",
    "403, security_exception, FAIL",
    "400, index_closed_exception, RETRY",
    "404, index_not_found_exception, INDEX_GONE",
    "404, shard_not_found_exception, INDEX_GONE",
    "400, mapper_parsing_exception, REPORT",
    "400, document_parsing_exception, REPORT",
    "400, strict_dynamic_mapping_exception, REPORT",
    "400, illegal_argument_exception, REPORT",
    "400, script_exception, REPORT",
    "400, routing_missing_exception, REPORT",
    "500, fail_processor_exception, REPORT",
    "404, document_missing_exception, REPORT",
    "413, '', REPORT"
  })
  void classifies(int status, String type, ItemVerdict verdict) {
    for (Operation operation : Operation.values()) {
      assertThat(
              new ItemClassifier(true).classify(operation, new ItemFailure(status, type, "reason")))
          .isEqualTo(verdict);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INDEX, true, DONE",
    "DELETE, true, DONE",
    "CREATE, true, DONE",
    "CREATE, false, DONE",
    "INDEX, false, RETRY",
    "UPDATE, true, RETRY",
    "UPDATE, false, RETRY"
  })
  void conflictIsSuccessWhereARedeliveryMakesIt(
      Operation operation, boolean versioned, ItemVerdict verdict) {
    ItemFailure conflict = new ItemFailure(409, "version_conflict_engine_exception", "");
    assertThat(new ItemClassifier(versioned).classify(operation, conflict)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    "pipeline with id [x] does not exist",
    "no write index is defined for alias [a]. The write index may be explicitly disabled",
    "only write ops with an op_type of create are allowed in data streams"
  })
  void wrongTargetIsTheOperatorsAndNoRecordsFault(String reason) {
    ItemFailure failure = new ItemFailure(400, "illegal_argument_exception", reason);
    assertThat(new ItemClassifier(true).classify(Operation.INDEX, failure))
        .isEqualTo(ItemVerdict.FAIL);
  }
}
