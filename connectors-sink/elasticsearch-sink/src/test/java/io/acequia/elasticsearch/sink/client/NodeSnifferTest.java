package io.acequia.elasticsearch.sink.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.apache.http.HttpHost;
import org.junit.jupiter.api.Test;

class NodeSnifferTest {
  @Test
  void takesNodesThatServeDataInWhateverWayTheyTellTheirAddress() throws Exception {
    String answer =
        """
        {"nodes": {
          "a": {"roles": ["data", "ingest"], "http": {"publish_address": "10.0.0.1:9200"}},
          "b": {"roles": ["data"], "http": {"publish_address": "es2.example/10.0.0.2:9201"}},
          "c": {"roles": ["data"], "http": {"publish_address": "[::1]:9202"}},
          "d": {"roles": ["master"], "http": {"publish_address": "10.0.0.4:9200"}},
          "e": {"roles": ["data"]},
          "f": {"roles": ["cluster_manager"], "http": {"publish_address": "10.0.0.6:9200"}}}}""";
    assertThat(NodeSniffer.nodes(answer.getBytes(StandardCharsets.UTF_8), "https"))
        .containsExactlyInAnyOrder(
            new HttpHost("10.0.0.1", 9200, "https"),
            new HttpHost("es2.example", 9201, "https"),
            new HttpHost("::1", 9202, "https"));
  }
}
