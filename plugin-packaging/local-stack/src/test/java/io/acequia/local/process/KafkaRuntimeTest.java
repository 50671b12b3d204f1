package io.acequia.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

class KafkaRuntimeTest {
  @Test
  void newestIsWhatTheProjectIsBuiltWith() {
    assertThat(KafkaRuntime.newest().version()).isEqualTo(AppInfoParser.getVersion());
    assertThat(KafkaRuntime.newest().libs()).isDirectoryContaining("glob:**/connect-runtime-*.jar");
  }

  @Test
  void oldestIsOfTheSeriesBefore() {
    assertThat(KafkaRuntime.oldest().version()).startsWith("3.9.");
    assertThat(KafkaRuntime.oldest().libs()).isDirectoryContaining("glob:**/slf4j-reload4j-*.jar");
  }
}
