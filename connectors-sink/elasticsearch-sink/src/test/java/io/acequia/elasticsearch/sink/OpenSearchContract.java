package io.acequia.elasticsearch.sink;

import static io.acequia.elasticsearch.sink.EventTasks.P0;
import static io.acequia.elasticsearch.sink.EventTasks.PATIENCE;
import static io.acequia.elasticsearch.sink.EventTasks.record;
import static io.acequia.elasticsearch.sink.EventTasks.struct;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.SearchRelease;
import io.acequia.testkit.SinkTaskDriver;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Data streams, which OpenSearch has without further modules. */
abstract class OpenSearchContract extends ReleaseContract {
  OpenSearchContract(SearchRelease release) {
    super(release, null);
  }

  @Test
  void dataStreamTakesARedeliveryWithoutRepeatingAnything() {
    Map<String, String> config = appending("stream");
    List<SinkRecord> records =
        List.of(
            record(0, "{\"v\":1}"),
            record(1, Map.of("v", 2L)),
            record(2, "{\"@timestamp\":\"2001-01-01T00:00:00Z\"}"));
    for (int delivery = 0; delivery < 2; delivery++) {
      SinkTaskDriver worker = start(config);
      worker.deliver(records);
      worker.awaitCommitted(P0, 3, PATIENCE);
      assertThat(worker.context().reported()).isEmpty();
      assertThat(count("stream")).isEqualTo(3);
    }
    assertThat(call("GET", "/_data_stream/stream", "").at("/data_streams/0/name").asText())
        .isEqualTo("stream");
    JsonNode first =
        call("GET", "/stream/_search", "{\"query\":{\"term\":{\"v\":1}}}").at("/hits/hits/0");
    assertThat(first.at("/_source/@timestamp").asText()).isEqualTo("1970-01-01T00:00:05Z");
  }

  @Test
  void schemasMapFieldsOfDataStreamsAsWell() {
    SinkTaskDriver worker = start(appending("streamed"));
    worker.deliver(List.of(one(0, "n", Schema.INT16_SCHEMA, (short) 1)));
    worker.awaitCommitted(P0, 1, PATIENCE);
    worker.deliver(List.of(one(1, "later", Schema.FLOAT32_SCHEMA, 1.5f)));
    worker.awaitCommitted(P0, 2, PATIENCE);
    JsonNode mapping = call("GET", "/streamed/_mapping", "").elements().next();
    assertThat(mapping.at("/mappings/properties/n/type").asText()).isEqualTo("short");
    assertThat(mapping.at("/mappings/properties/later/type").asText()).isEqualTo("float");
  }

  private static SinkRecord one(long offset, String field, Schema type, Object value) {
    Schema schema = SchemaBuilder.struct().field(field, type).build();
    return struct(P0, offset, new Struct(schema).put(field, value));
  }
}
