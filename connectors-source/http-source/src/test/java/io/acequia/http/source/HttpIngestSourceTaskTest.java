package io.acequia.http.source;

import io.acequia.http.source.server.Listeners;
import io.acequia.testkit.SourceTaskContract;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.source.SourceConnector;
import org.apache.kafka.connect.source.SourceTask;
import org.apache.kafka.connect.source.SourceTaskContext;

class HttpIngestSourceTaskTest extends SourceTaskContract {

  private final IngestApi api = new IngestApi();
  private final AtomicLong acknowledged = new AtomicLong();
  private int offered;

  @Override
  protected SourceTask newTask() {
    return new HttpIngestSourceTask(Listeners.OF_WORKER);
  }

  @Override
  protected SourceConnector newConnector() {
    return new HttpIngestSourceConnector();
  }

  @Override
  protected Map<String, String> config() {
    return api.config("http.ingest.auth", "none");
  }

  @Override
  protected SourceTaskContext context() {
    return TaskInWorker.context();
  }

  @Override
  protected void offer(int count) {
    for (int i = 0; i < count; i++) {
      api.sendAsync(api.post("/v2/ingest/events", IngestApi.event("flights", "e" + offered++)))
          .thenAccept(
              answer -> {
                if (answer.statusCode() == 200) {
                  acknowledged.incrementAndGet();
                }
              });
    }
  }

  @Override
  protected long acknowledged() {
    return acknowledged.get();
  }
}
