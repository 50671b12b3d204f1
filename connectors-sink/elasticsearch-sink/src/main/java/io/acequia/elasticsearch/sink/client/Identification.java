package io.acequia.elasticsearch.sink.client;

import io.acequia.elasticsearch.sink.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Asks a cluster what it is. */
public final class Identification {
  // Serverless collections have no root, nor have clusters without that module.
  private static final Set<Integer> NO_ROOT = Set.of(404, 405);

  private Identification() {}

  /** The future fails with an {@link IOException}. */
  public static CompletableFuture<Product> of(ClusterClient client) {
    return client
        .send("GET", "/", null)
        .thenApply(answer -> read(() -> Product.of(answer.body())))
        .exceptionallyCompose(
            error -> {
              Throwable cause = error instanceof CompletionException ? error.getCause() : error;
              return cause instanceof HttpFailure failure && NO_ROOT.contains(failure.status())
                  ? ofNodes(client)
                  : CompletableFuture.failedFuture(cause == null ? error : cause);
            });
  }

  /** From any of the nodes, all of which have one version but while a cluster is being updated. */
  private static CompletableFuture<Product> ofNodes(ClusterClient client) {
    return client
        .send("GET", "/_nodes/http", null)
        .thenApply(answer -> read(() -> nodesVersion(answer)));
  }

  private static Product nodesVersion(Answer answer) throws IOException {
    if (Json.at(Json.object(answer.body()), "nodes") instanceof Map<?, ?> nodes) {
      for (@Nullable Object node : nodes.values()) {
        if (Json.at(node, "version") instanceof String version) {
          return new Product(
              answer.isFromElasticsearch() ? "Elasticsearch" : "A cluster of version", version);
        }
      }
    }
    throw Product.unknown("what answers is neither Elasticsearch nor OpenSearch");
  }

  @FunctionalInterface
  private interface Reading {
    Product read() throws IOException;
  }

  private static Product read(Reading reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
