package io.acequia.commons.metrics;

import java.util.function.Supplier;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Avg;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.common.metrics.stats.Rate;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.apache.kafka.connect.source.SourceTaskContext;

/**
 * The metrics of one task: in the worker's registry where it has one for plugins (Connect 4.1 and
 * later), otherwise in JMX under {@code io.acequia:type=<plugin>,connector=...,task=...}.
 *
 * <p>Names are Kafka's: a counter {@code records} gives {@code records-total} and {@code
 * records-rate}, a timer {@code write} gives {@code write-time-avg-ms} and {@code
 * write-time-max-ms}. Recording takes a lock: once a batch, never once a record.
 */
public final class TaskMetrics implements AutoCloseable {

  private final SensorRegistry registry;

  private TaskMetrics(SensorRegistry registry) {
    this.registry = registry;
  }

  /** Metrics of a sink's task. */
  public static TaskMetrics of(
      SinkTaskContext context, String plugin, String connector, String task) {
    try {
      return new TaskMetrics(new WorkerRegistry(context.pluginMetrics()));
    } catch (NoSuchMethodError | NoClassDefFoundError olderWorker) {
      return new TaskMetrics(new JmxRegistry(plugin, connector, task));
    }
  }

  /** Metrics of a source's task. */
  public static TaskMetrics of(
      SourceTaskContext context, String plugin, String connector, String task) {
    try {
      return new TaskMetrics(new WorkerRegistry(context.pluginMetrics()));
    } catch (NoSuchMethodError | NoClassDefFoundError olderWorker) {
      return new TaskMetrics(new JmxRegistry(plugin, connector, task));
    }
  }

  /** A count of things, as total and rate. */
  public Counter counter(String name, String doc) {
    Sensor sensor = registry.sensor(name);
    sensor.add(registry.name(name + "-total", doc), new CumulativeSum());
    sensor.add(registry.name(name + "-rate", doc + " (a second)"), new Rate());
    return sensor::record;
  }

  /** A duration, as average and maximum of the last minute. */
  public Timer timer(String name, String doc) {
    Sensor sensor = registry.sensor(name);
    sensor.add(registry.name(name + "-time-avg-ms", doc + " (average)"), new Avg());
    sensor.add(registry.name(name + "-time-max-ms", doc + " (maximum)"), new Max());
    return nanos -> sensor.record(nanos / 1e6);
  }

  /** A value that is read when somebody looks; it must not block. */
  public void gauge(String name, String doc, Supplier<? extends Number> value) {
    registry.gauge(registry.name(name, doc), value);
  }

  /** Removes the metrics of this task. */
  @Override
  public void close() {
    registry.close();
  }

  /** Counts up. */
  @FunctionalInterface
  public interface Counter {
    void add(long count);
  }

  /** Takes durations in nanoseconds. */
  @FunctionalInterface
  public interface Timer {
    void record(long nanos);
  }
}
