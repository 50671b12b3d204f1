package io.acequia.elasticsearch.sink.write;

import io.acequia.elasticsearch.sink.client.Answer;
import io.acequia.elasticsearch.sink.client.ClusterClient;
import io.acequia.elasticsearch.sink.index.IndexPreparer;
import io.acequia.elasticsearch.sink.json.GrowingBytes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Sends a bulk request, after what it writes to has been seen to. Thread-safe. */
final class BulkSender {
  private final ClusterClient client;
  private final IndexPreparer preparer;
  private final Map<String, String> parameters = new HashMap<>();

  /**
   * @param pipeline the ingest pipeline that documents pass through; {@code null} for none but the
   *     index's own
   */
  BulkSender(ClusterClient client, IndexPreparer preparer, @Nullable String pipeline) {
    this.client = client;
    this.preparer = preparer;
    parameters.put("filter_path", BulkAnswer.FILTER);
    if (pipeline != null) {
      parameters.put("pipeline", pipeline);
    }
  }

  CompletableFuture<Answer> send(Bulk bulk) {
    return preparer
        .prepare(bulk.schemas())
        .thenCompose(
            ready -> {
              GrowingBytes body = bulk.body();
              return client.bulk(parameters, body.array(), body.size());
            });
  }

  void forget(String index) {
    preparer.forget(index);
  }
}
