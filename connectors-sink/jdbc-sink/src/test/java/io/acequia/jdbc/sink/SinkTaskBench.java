package io.acequia.jdbc.sink;

import io.acequia.testkit.RecordingSinkContext;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Rows a second of one task on a real PostgreSQL, without Kafka: what mapping and writing cost.
 * Arguments: {@code insert|upsert|update}, {@code maps|bytes}, records; {@code update} upserts keys
 * that the table has.
 */
public final class SinkTaskBench {
  private static final int POLL = 5_000;
  private static final int ROUNDS = 4;

  private SinkTaskBench() {}

  public static void main(String[] args) {
    String mode = args[0];
    boolean bytes = args[1].equals("bytes");
    int count = Integer.parseInt(args[2]);
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(bytes ? json(i) : map(i));
    }
    for (int round = 0; round < ROUNDS; round++) {
      SharedPostgres.execute("DROP TABLE IF EXISTS bench");
      SharedPostgres.execute(
          "CREATE TABLE bench (id bigint PRIMARY KEY, date text, delay bigint, distance bigint,"
              + " origin text, destination text)");
      boolean update = mode.equals("update");
      if (update) {
        run("insert", values);
      }
      long cpu = processCpu();
      long nanos = run(update ? "upsert" : mode, values);
      System.out.printf(
          "%s %s: %,d rows/s, %d ns CPU a row in this process (%d rows in the table)%n",
          mode,
          args[1],
          count * 1_000_000_000L / nanos,
          (processCpu() - cpu) / count,
          SharedPostgres.count("bench"));
    }
    SharedPostgres.server().stop();
  }

  private static long processCpu() {
    return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
        .getProcessCpuTime();
  }

  private static long run(String mode, List<Object> values) {
    Map<String, String> config = SharedPostgres.config("bench");
    config.put("postgres.table", "bench");
    config.put("postgres.insert.mode", mode);
    config.put("postgres.pk.mode", "record_value");
    config.put("postgres.pk.fields", "id");
    PostgresSinkTask task = new PostgresSinkTask();
    RecordingSinkContext context = RecordingSinkContext.reporting(config);
    task.initialize(context);
    task.start(config);
    TopicPartition partition = new TopicPartition("bench", 0);
    task.open(List.of(partition));
    long begin = System.nanoTime();
    long offset = 0;
    while (offset < values.size()) {
      List<SinkRecord> records = new ArrayList<>(POLL);
      while (context.paused().isEmpty() && records.size() < POLL && offset < values.size()) {
        records.add(record(values.get((int) offset), offset));
        offset++;
      }
      task.put(records);
      if (!context.paused().isEmpty()) {
        // A worker would wait here for the time that the task asks for.
        LockSupport.parkNanos(1_000_000);
      }
    }
    while (task.preCommit(Map.of()).get(partition).offset() < values.size()) {
      task.put(List.of());
    }
    long nanos = System.nanoTime() - begin;
    task.close(List.of(partition));
    task.stop();
    return nanos;
  }

  private static SinkRecord record(Object value, long offset) {
    return new SinkRecord(
        "bench", 0, null, null, null, value, offset, 0L, TimestampType.CREATE_TIME);
  }

  private static Map<String, Object> map(long i) {
    Map<String, Object> map = new HashMap<>();
    map.put("id", i);
    map.put("date", "2001/01/01 0" + i % 10 + ":47");
    map.put("delay", i % 100);
    map.put("distance", 1_000 + i % 1_000);
    map.put("origin", "DTW");
    map.put("destination", "LAS");
    return map;
  }

  private static byte[] json(long i) {
    return """
        {"id":%d,"date":"2001/01/01 0%d:47","delay":%d,"distance":%d,"origin":"DTW","destination":"LAS"}"""
        .formatted(i, i % 10, i % 100, 1_000 + i % 1_000)
        .getBytes(StandardCharsets.UTF_8);
  }
}
