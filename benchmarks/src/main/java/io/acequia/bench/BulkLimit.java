package io.acequia.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a cluster itself can take, without Kafka and without mapping: bulk requests that were
 * prepared, with the ids, versions and documents that the sink would send.
 */
final class BulkLimit {

  // What a cluster says whose memory is full; it tells nobody when there is room again, so every
  // client has to wait a while and come again.
  private static final int TOO_MANY = 429;
  private static final long BACK_OFF_MS = 50;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI bulk;
  private final String index;
  private final FlightRows flights;

  BulkLimit(URI cluster, String index, FlightRows flights) {
    this.bulk = cluster.resolve("/_bulk?filter_path=errors,items.*.status,items.*.error");
    this.index = index;
    this.flights = flights;
  }

  /** Documents a second, rounded. */
  long measure(long documents, int batch, int inFlight) {
    List<byte[]> bodies = new ArrayList<>();
    for (long first = 0; first < documents; first += batch) {
      bodies.add(body(first, Math.min(documents, first + batch)));
    }
    AtomicInteger next = new AtomicInteger();
    long start = System.nanoTime();
    List<CompletableFuture<Void>> lanes = new ArrayList<>();
    for (int lane = 0; lane < inFlight; lane++) {
      lanes.add(CompletableFuture.runAsync(() -> send(bodies, next)));
    }
    CompletableFuture.allOf(lanes.toArray(CompletableFuture<?>[]::new)).join();
    return Math.round(documents / ((System.nanoTime() - start) / 1e9));
  }

  private void send(List<byte[]> bodies, AtomicInteger next) {
    for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
      HttpRequest request =
          HttpRequest.newBuilder(bulk)
              .header("Content-Type", "application/x-ndjson")
              .POST(BodyPublishers.ofByteArray(bodies.get(i)))
              .build();
      try {
        HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
        while (answer.statusCode() == TOO_MANY) {
          Thread.sleep(BACK_OFF_MS);
          answer = http.send(request, BodyHandlers.ofString());
        }
        if (answer.statusCode() != 200 || answer.body().contains("\"errors\":true")) {
          throw new IllegalStateException("a bulk request was answered " + answer.statusCode());
        }
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private byte[] body(long first, long end) {
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) (end - first) * 220);
    for (long id = first; id < end; id++) {
      String item =
          "{\"index\":{\"_index\":\"%s\",\"_id\":\"flights+0+%d\",\"version\":%d,\"version_type\":\"external\"}}\n%s\n"
              .formatted(index, id, id, flights.row(id));
      out.writeBytes(item.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
