package io.acequia.elasticsearch.sink;

import static io.acequia.elasticsearch.sink.EventTasks.P0;
import static io.acequia.elasticsearch.sink.EventTasks.PATIENCE;
import static io.acequia.elasticsearch.sink.EventTasks.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Elasticsearch;
import io.acequia.local.process.SearchRelease;
import io.acequia.testkit.SinkTaskDriver;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Elasticsearch as it is without the modules that are not on Maven Central. */
abstract class ElasticsearchContract extends ReleaseContract {
  ElasticsearchContract(SearchRelease release, @Nullable Elasticsearch shared) {
    super(release, shared);
  }

  @Test
  void clusterWithoutDataStreamsFailsTheTaskAndIsNoRecordsFault() {
    SinkTaskDriver worker = start(appending("stream"));
    assertThatThrownBy(
            () -> {
              worker.deliver(List.of(record(0, "{}")));
              worker.awaitCommitted(P0, 1, PATIENCE);
            })
        .isInstanceOf(ConnectException.class)
        .hasMessageContaining("'stream' could not be created");
    assertThat(worker.context().reported()).isEmpty();
  }
}
