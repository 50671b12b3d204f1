package io.acequia.elasticsearch.sink.index;

import io.acequia.elasticsearch.sink.client.ClusterClient;
import io.acequia.elasticsearch.sink.client.HttpFailure;
import io.acequia.elasticsearch.sink.client.Identification;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what a request writes to is there and has the fields of its records' schemas.
 * What it has seen to once it does not ask for again. Several tasks may do it at once: a cluster
 * changes its state one change at a time, and refuses none that has been made already. Thread-safe.
 */
public final class IndexPreparer {
  private static final Logger log = LoggerFactory.getLogger(IndexPreparer.class);
  private static final int MAX_KNOWN = 10_000;
  private static final int NOT_FOUND = 404;
  private static final int BAD_REQUEST = 400;
  // What Elasticsearch 8 says to a data stream if it lacks the module.
  private static final int METHOD_NOT_ALLOWED = 405;

  private final ClusterClient client;
  private final IndexOptions options;
  private final IndexRequests requests;
  private final Map<String, CompletableFuture<Void>> indices = new ConcurrentHashMap<>();
  private final Map<Fields, CompletableFuture<Void>> fields = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Void>> product = new ConcurrentHashMap<>();

  /** The fields of one schema in one index. */
  private record Fields(String index, Schema schema) {}

  public IndexPreparer(ClusterClient client, IndexOptions options) {
    this.client = client;
    this.options = options;
    this.requests = new IndexRequests(options);
  }

  /**
   * Prepares all of these. The future fails with an {@link IOException} if it may be tried again,
   * and with a {@link ConnectException} if an operator must act.
   *
   * @param schemas by index, those of Structs that are written to it
   */
  public CompletableFuture<Void> prepare(Map<String, Set<Schema>> schemas) {
    List<CompletableFuture<Void>> steps = new ArrayList<>();
    for (Map.Entry<String, Set<Schema>> entry : schemas.entrySet()) {
      String index = entry.getKey();
      CompletableFuture<Void> ready =
          once(
              indices, index, () -> identified().thenCompose(v -> create(index, entry.getValue())));
      steps.add(ready);
      if (options.bySchema()) {
        for (Schema schema : entry.getValue()) {
          steps.add(
              once(
                  fields,
                  new Fields(index, schema),
                  () -> ready.thenCompose(v -> map(index, schema))));
        }
      }
    }
    return CompletableFuture.allOf(steps.toArray(CompletableFuture<?>[]::new));
  }

  /** Forgets an index that turned out to be missing. */
  public void forget(String index) {
    indices.remove(index);
    fields.keySet().removeIf(known -> known.index().equals(index));
  }

  /** A step that is taken once if it succeeds, and shared by those who ask meanwhile. */
  private static <K> CompletableFuture<Void> once(
      Map<K, CompletableFuture<Void>> known,
      K key,
      java.util.function.Supplier<CompletableFuture<Void>> step) {
    CompletableFuture<Void> running = known.get(key);
    if (running != null) {
      return running;
    }
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    CompletableFuture<Void> promise = new CompletableFuture<>();
    running = known.putIfAbsent(key, promise);
    if (running != null) {
      return running;
    }
    return step.get()
        .whenComplete(
            (done, error) -> {
              if (error == null) {
                promise.complete(null);
              } else {
                known.remove(key, promise);
                promise.completeExceptionally(cause(error));
              }
            });
  }

  private CompletableFuture<Void> identified() {
    return once(
        product,
        "",
        () -> Identification.of(client).thenAccept(found -> log.info("{} answers", found)));
  }

  private CompletableFuture<Void> create(String index, Set<Schema> schemas) {
    return client
        .send("HEAD", "/" + IndexRequests.path(index), null)
        .thenCompose(
            answer -> {
              if (answer.status() != NOT_FOUND) {
                return CompletableFuture.completedFuture(null);
              }
              if (!options.creates()) {
                throw new ConnectException(
                    "'"
                        + index
                        + "' does not exist: create it, or set elasticsearch.auto.create.enabled");
              }
              return createMissing(index, schemas);
            });
  }

  private CompletableFuture<Void> createMissing(String index, Set<Schema> schemas) {
    CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    for (IndexRequests.Put put : requests.creating(index, schemas)) {
      all =
          all.thenCompose(
              v -> client.send("PUT", put.path(), put.body()).handle((a, e) -> settle(index, e)));
    }
    return all.thenRun(() -> log.info("Created '{}'", index));
  }

  private static @Nullable Void settle(String index, @Nullable Throwable error) {
    if (error == null) {
      return null;
    }
    if (cause(error) instanceof HttpFailure failure) {
      // Another task was faster.
      if (failure.type().equals("resource_already_exists_exception")) {
        return null;
      }
      if (failure.status() == BAD_REQUEST || failure.status() == METHOD_NOT_ALLOWED) {
        throw new ConnectException("'" + index + "' could not be created", failure);
      }
    }
    throw new CompletionException(cause(error));
  }

  private CompletableFuture<Void> map(String index, Schema schema) {
    IndexRequests.Put put = requests.mapping(index, schema);
    return client
        .send("PUT", put.path(), put.body())
        .handle(
            (answer, error) -> {
              if (error != null) {
                Throwable cause = cause(error);
                if (!(cause instanceof HttpFailure failure) || failure.status() != BAD_REQUEST) {
                  throw new CompletionException(cause);
                }
                // Each document is judged by itself: what fits the field that is there is taken.
                log.warn("The fields of a schema do not all fit '{}': {}", index, failure.reason());
              }
              return null;
            });
  }

  private static Throwable cause(Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
