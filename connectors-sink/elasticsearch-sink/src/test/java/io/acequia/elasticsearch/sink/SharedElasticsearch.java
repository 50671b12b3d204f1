package io.acequia.elasticsearch.sink;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.local.process.Elasticsearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** One Elasticsearch for all tests of a JVM, which ends with it. */
final class SharedElasticsearch {
  private static final Elasticsearch SERVER = started();

  private SharedElasticsearch() {}

  private static Elasticsearch started() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "elasticsearch-it").toAbsolutePath());
      return Elasticsearch.builder(Files.createTempDirectory(folder, "es")).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Elasticsearch server() {
    return SERVER;
  }

  /** The body of the answer. */
  static JsonNode call(String method, String path, String body) {
    return ClusterCall.call(SERVER.url(), method, path, body);
  }

  static JsonNode get(String path) {
    return call("GET", path, "");
  }

  /** How many documents an index has; none if it does not exist. */
  static long count(String index) {
    return ClusterCall.count(SERVER.url(), index);
  }

  /** The source of a document; missing if it does not exist. */
  static JsonNode document(String index, String id) {
    return get("/" + index + "/_doc/" + id).path("_source");
  }

  /** A configuration that connects here. */
  static Map<String, String> config(String name) {
    Map<String, String> config = new HashMap<>();
    config.put("name", name);
    config.put("elasticsearch.urls", SERVER.url().toString());
    config.put("elasticsearch.batch.linger.ms", "10");
    config.put("elasticsearch.retry.backoff.max.ms", "1000");
    return config;
  }
}
