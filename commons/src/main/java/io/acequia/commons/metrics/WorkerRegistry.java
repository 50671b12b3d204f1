package io.acequia.commons.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;

/**
 * The worker's own registry (KIP-877, Connect 4.1 and later), which tags by connector and task.
 * Loaded only where the worker has {@link PluginMetrics}.
 */
final class WorkerRegistry implements SensorRegistry {

  private final PluginMetrics metrics;
  private final List<MetricName> gauges = new ArrayList<>();
  private final List<String> sensors = new ArrayList<>();

  WorkerRegistry(PluginMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  public MetricName name(String name, String doc) {
    return metrics.metricName(name, doc, new LinkedHashMap<>());
  }

  @Override
  public Sensor sensor(String name) {
    sensors.add(name);
    return metrics.addSensor(name);
  }

  @Override
  public void gauge(MetricName name, Supplier<? extends Number> value) {
    metrics.addMetric(name, (Gauge<Number>) (config, now) -> value.get());
    gauges.add(name);
  }

  @Override
  public void close() {
    sensors.forEach(metrics::removeSensor);
    gauges.forEach(metrics::removeMetric);
    sensors.clear();
    gauges.clear();
  }
}
