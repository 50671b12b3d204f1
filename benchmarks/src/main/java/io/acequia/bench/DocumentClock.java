package io.acequia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures how fast an index grows: from the first documents that were indexed until all were, so
 * that neither the start of a connector nor its first request counts. Asks for counters only, which
 * makes the cluster refresh nothing.
 */
final class DocumentClock {

  private static final long LOOK_EVERY_NANOS = 50_000_000;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI cluster;
  private final String index;

  DocumentClock(URI cluster, String index) {
    this.cluster = cluster;
    this.index = index;
  }

  /** An empty index of one shard, refreshed when somebody asks. */
  void newIndex() throws IOException, InterruptedException {
    call("DELETE", "/" + index, "");
    call(
        "PUT",
        "/" + index,
        "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":0,\"refresh_interval\":\"-1\"}}");
  }

  /** Documents a second, rounded. */
  long measure(long documents, Duration limit) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    long first = await(1, deadline);
    long start = System.nanoTime();
    long last = await(documents, deadline);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (last != documents) {
      throw new IllegalStateException(index + " took " + last + " instead of " + documents);
    }
    return Math.round((last - first) / seconds);
  }

  private long await(long count, long deadline) throws IOException, InterruptedException {
    long indexed = indexed();
    while (indexed < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(index + " has only " + indexed + " documents");
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      indexed = indexed();
    }
    return indexed;
  }

  private long indexed() throws IOException, InterruptedException {
    return call("GET", "/" + index + "/_stats/indexing", "")
        .at("/_all/primaries/indexing/index_total")
        .asLong();
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    return json.readTree(
        http.send(
                HttpRequest.newBuilder(cluster.resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString())
            .body());
  }
}
