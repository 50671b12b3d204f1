package io.acequia.object.store.sink;

import io.acequia.testkit.SinkTaskContract;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** The contract against a real server of S3. */
class ObjectStoreSinkTaskIT extends SinkTaskContract {
  @Override
  protected SinkTask newTask() {
    return new ObjectStoreSinkTask();
  }

  @Override
  protected Map<String, String> config() {
    SharedObjects.delete("contract");
    Map<String, String> config = SharedObjects.config("contract");
    config.put("objects.rotate.interval.ms", "100");
    config.put("objects.retry.backoff.max.ms", "200");
    return config;
  }

  @Override
  protected SinkRecord good(String topic, int partition, long offset) {
    return FolderSink.record(topic, partition, offset, Map.of("number", offset));
  }

  @Override
  protected SinkRecord poison(String topic, int partition, long offset) {
    return FolderSink.record(topic, partition, offset, "not JSON");
  }

  @Override
  protected long written() {
    return SharedObjects.lines("contract").size();
  }

  @Override
  protected void outage(boolean down) {
    if (down) {
      SharedObjects.server().stop();
    } else {
      SharedObjects.server().start();
    }
  }
}
