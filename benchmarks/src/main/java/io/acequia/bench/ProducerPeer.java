package io.acequia.bench;

import io.acequia.local.process.KafkaRuntime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Kafka's own {@code ProducerPerformance}, in a JVM of its own, with the same values. */
final class ProducerPeer {

  private static final Pattern LAST_LINE =
      Pattern.compile(
          "records sent, ([0-9.]+) records/sec .* (\\d+) ms 50th, (\\d+) ms 95th, (\\d+) ms 99th");
  private static final int TIMEOUT_SECONDS = 300;

  private final KafkaRuntime runtime;
  private final String bootstrap;
  private final Path folder;

  ProducerPeer(KafkaRuntime runtime, String bootstrap, Path folder) {
    this.runtime = runtime;
    this.bootstrap = bootstrap;
    this.folder = folder;
  }

  /** Sends as fast as it can with {@code acks=all}. */
  Latencies run(String topic, List<String> values, long records)
      throws IOException, InterruptedException {
    Path payloads = folder.resolve("payloads.ndjson");
    Path output = folder.resolve("producer.out");
    Files.write(payloads, values, StandardCharsets.UTF_8);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                runtime.libs() + "/*",
                "org.apache.kafka.tools.ProducerPerformance",
                "--bootstrap-server",
                bootstrap,
                "--topic",
                topic,
                "--num-records",
                Long.toString(records),
                "--throughput",
                "-1",
                "--payload-file",
                payloads.toString(),
                "--command-property",
                "acks=all",
                "linger.ms=5",
                "batch.size=65536")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("ProducerPerformance took more than " + TIMEOUT_SECONDS + " s");
    }
    return parse(Files.readString(output));
  }

  static Latencies parse(String output) throws IOException {
    Matcher line = LAST_LINE.matcher(output);
    Latencies last = null;
    while (line.find()) {
      last =
          new Latencies(
              Math.round(Double.parseDouble(line.group(1))),
              Long.parseLong(line.group(2)),
              Long.parseLong(line.group(3)),
              Long.parseLong(line.group(4)));
    }
    if (last == null) {
      throw new IOException("ProducerPerformance printed no result:\n" + output);
    }
    return last;
  }
}
