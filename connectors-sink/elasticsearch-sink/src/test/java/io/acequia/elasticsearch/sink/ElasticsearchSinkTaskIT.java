package io.acequia.elasticsearch.sink;

import io.acequia.testkit.SinkTaskContract;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

class ElasticsearchSinkTaskIT extends SinkTaskContract {
  @Override
  protected SinkTask newTask() {
    return new ElasticsearchSinkTask();
  }

  @Override
  protected Map<String, String> config() {
    SharedElasticsearch.call("DELETE", "/contract", "");
    Map<String, String> config = SharedElasticsearch.config("contract");
    config.put("elasticsearch.index", "contract");
    config.put(
        "elasticsearch.index.mappings", "{\"properties\": {\"number\": {\"type\": \"long\"}}}");
    return config;
  }

  @Override
  protected SinkRecord good(String topic, int partition, long offset) {
    return record(topic, partition, offset, offset);
  }

  @Override
  protected SinkRecord poison(String topic, int partition, long offset) {
    return record(topic, partition, offset, "no number");
  }

  private static SinkRecord record(String topic, int partition, long offset, Object number) {
    Map<String, Object> value = new HashMap<>();
    value.put("text", "flight " + offset);
    value.put("number", number);
    return new SinkRecord(
        topic, partition, null, null, null, value, offset, 0L, TimestampType.CREATE_TIME);
  }

  @Override
  protected long written() {
    return SharedElasticsearch.count("contract");
  }

  @Override
  protected void outage(boolean down) {
    if (down) {
      SharedElasticsearch.server().stop();
    } else {
      SharedElasticsearch.server().start();
    }
  }
}
