package io.acequia.commons.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.utils.Time;

/** A registry of our own, reported to JMX as {@code io.acequia:type=...,connector=...,task=...}. */
final class JmxRegistry implements SensorRegistry {

  private final Metrics metrics =
      new Metrics(
          new MetricConfig(),
          List.of(new JmxReporter()),
          Time.SYSTEM,
          new KafkaMetricsContext("io.acequia"));
  private final String group;
  private final Map<String, String> tags = new LinkedHashMap<>();

  JmxRegistry(String plugin, String connector, String task) {
    this.group = plugin;
    tags.put("connector", connector);
    tags.put("task", task);
  }

  @Override
  public MetricName name(String name, String doc) {
    return metrics.metricName(name, group, doc, tags);
  }

  @Override
  public Sensor sensor(String name) {
    return metrics.sensor(name);
  }

  @Override
  public void gauge(MetricName name, Supplier<? extends Number> value) {
    metrics.addMetric(name, (Gauge<Number>) (config, now) -> value.get());
  }

  @Override
  public void close() {
    metrics.close();
  }
}
