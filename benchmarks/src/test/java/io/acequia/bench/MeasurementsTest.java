package io.acequia.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

  @Test
  void percentilesAreOfTheNearestRank() {
    Samples samples = new Samples();
    for (long value = 100; value >= 1; value--) {
      samples.add(value);
    }
    assertThat(samples.percentile(95)).isEqualTo(95);
    assertThat(samples.percentile(100)).isEqualTo(100);
    assertThat(samples.median()).isEqualTo(50);
    assertThat(new Samples().median()).isZero();
  }

  @Test
  void producerResultIsItsLastLine() throws IOException {
    String output =
        """
        1504 records sent, 300.1 records/sec (0.06 MB/sec), 1.0 ms avg latency, 9.0 ms max latency.
        3000000 records sent, 331564.9 records/sec (63.24 MB/sec), 12.10 ms avg latency, \
        350.00 ms max latency, 8 ms 50th, 41 ms 95th, 77 ms 99th, 120 ms 99.9th.
        """;
    assertThat(ProducerPeer.parse(output)).isEqualTo(new Latencies(331_565, 8, 41, 77));
    assertThatThrownBy(() -> ProducerPeer.parse("org.apache.kafka.KafkaException: no"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("KafkaException");
  }

  @Test
  void tableIsAligned() {
    ResultTable table = new ResultTable("sink", "rows/s");
    table.row("ours", "150,000");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    table.printTo(new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("| sink |  rows/s |", "| ---- | ------- |", "| ours | 150,000 |");
  }
}
