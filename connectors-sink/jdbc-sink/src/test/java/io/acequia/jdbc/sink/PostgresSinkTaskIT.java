package io.acequia.jdbc.sink;

import io.acequia.testkit.SinkTaskContract;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

class PostgresSinkTaskIT extends SinkTaskContract {
  @Override
  protected SinkTask newTask() {
    return new PostgresSinkTask();
  }

  @Override
  protected Map<String, String> config() {
    SharedPostgres.execute("DROP TABLE IF EXISTS contract");
    Map<String, String> config = SharedPostgres.config("contract");
    config.put("postgres.table", "contract");
    config.put("postgres.auto.create", "true");
    config.put("postgres.pk.mode", "kafka");
    config.put("postgres.batch.linger.ms", "10");
    return config;
  }

  @Override
  protected SinkRecord good(String topic, int partition, long offset) {
    return record(topic, partition, offset, "flight " + offset);
  }

  @Override
  protected SinkRecord poison(String topic, int partition, long offset) {
    return record(topic, partition, offset, "a\0b");
  }

  private static SinkRecord record(String topic, int partition, long offset, String text) {
    Map<String, Object> value = new HashMap<>();
    value.put("text", text);
    value.put("number", offset);
    return new SinkRecord(
        topic, partition, null, null, null, value, offset, 0L, TimestampType.CREATE_TIME);
  }

  @Override
  protected long written() {
    boolean exists =
        SharedPostgres.query("SELECT to_regclass('contract') IS NOT NULL").get(0).contains("t");
    return exists ? SharedPostgres.count("contract") : 0;
  }

  @Override
  protected void outage(boolean down) {
    if (down) {
      SharedPostgres.server().stop();
    } else {
      SharedPostgres.server().start();
    }
  }
}
