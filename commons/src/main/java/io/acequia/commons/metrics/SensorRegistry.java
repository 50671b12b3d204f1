package io.acequia.commons.metrics;

import java.util.function.Supplier;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;

/** Where the sensors of a task are kept: the worker's registry, or one of our own. */
interface SensorRegistry {

  MetricName name(String name, String doc);

  Sensor sensor(String name);

  void gauge(MetricName name, Supplier<? extends Number> value);

  /** Removes all that was added. */
  void close();
}
