package io.acequia.streams.transforms.standalone;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Kafka's metrics in Prometheus' text format 0.0.4: {@code kafka_<group>_<name>}, the tags as
 * labels, and in front of them sums that need no knowledge of Kafka Streams.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the format</a>
 */
final class PrometheusText {

  private static final Map<String, String> SUMS =
      Map.of(
          "stream-thread-metrics process-total", "acequia_streams_records_total",
          "stream-task-metrics dropped-records-total", "acequia_streams_dropped_records_total",
          "stream-acequia-late-metrics late-records-total", "acequia_streams_late_records_total");

  private PrometheusText() {}

  /**
   * @param deadLetters how many records were sent to the dead letter topic
   */
  static String of(Collection<? extends Metric> metrics, long deadLetters) {
    SortedMap<String, SortedMap<String, Double>> families = new TreeMap<>();
    SUMS.values().forEach(name -> family(families, name).put("", 0.0));
    family(families, "acequia_streams_dead_letters_total").put("", (double) deadLetters);
    for (Metric metric : metrics) {
      if (metric.metricValue() instanceof Number number) {
        MetricName name = metric.metricName();
        double value = number.doubleValue();
        family(families, legal("kafka_" + name.group() + "_" + name.name()))
            .put(labels(name.tags()), value);
        String sum = SUMS.get(name.group() + " " + name.name());
        if (sum != null) {
          family(families, sum).merge("", value, Double::sum);
        }
      }
    }
    StringBuilder text = new StringBuilder();
    families.forEach(
        (name, samples) -> {
          String type = name.endsWith("_total") ? "counter" : "gauge";
          text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
          samples.forEach(
              (labels, value) ->
                  text.append(name).append(labels).append(' ').append(number(value)).append('\n'));
        });
    return text.toString();
  }

  private static SortedMap<String, Double> family(
      SortedMap<String, SortedMap<String, Double>> families, String name) {
    return families.computeIfAbsent(name, absent -> new TreeMap<>());
  }

  private static String labels(Map<String, String> tags) {
    return tags.isEmpty()
        ? ""
        : new TreeMap<>(tags)
            .entrySet().stream()
                .map(tag -> legal(tag.getKey()) + "=\"" + escaped(tag.getValue()) + "\"")
                .collect(Collectors.joining(",", "{", "}"));
  }

  private static String legal(String name) {
    return name.replaceAll("[^a-zA-Z0-9_]", "_").toLowerCase(Locale.ROOT);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    return Double.toString(value);
  }
}
