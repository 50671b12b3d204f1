package io.acequia.streams.transforms.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class PrometheusTextTest {

  @Test
  void namesAndLabelsAreLegalAndValuesOfThreadsAreAddedUp() {
    String text =
        PrometheusText.of(
            List.of(
                metric("process-total", Map.of("thread-id", "a"), 3.0),
                metric("process-total", Map.of("thread-id", "b\"\\\n"), 4.0),
                metric("state", Map.of(), "RUNNING"),
                metric("ratio", Map.of(), Double.NaN)),
            2);
    assertThat(text.lines())
        .containsSubsequence(
            "# TYPE acequia_streams_records_total counter", "acequia_streams_records_total 7.0")
        .contains(
            "acequia_streams_dropped_records_total 0.0",
            "acequia_streams_dead_letters_total 2.0",
            "kafka_stream_thread_metrics_process_total{thread_id=\"a\"} 3.0",
            "kafka_stream_thread_metrics_process_total{thread_id=\"b\\\"\\\\\\n\"} 4.0",
            "kafka_stream_thread_metrics_ratio NaN")
        .noneMatch(line -> line.contains("RUNNING"));
  }

  private static Metric metric(String name, Map<String, String> tags, Object value) {
    return new Metric() {
      @Override
      public MetricName metricName() {
        return new MetricName(name, "stream-thread-metrics", "", tags);
      }

      @Override
      public Object metricValue() {
        return value;
      }
    };
  }
}
