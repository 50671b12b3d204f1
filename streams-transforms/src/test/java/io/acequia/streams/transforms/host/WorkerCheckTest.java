package io.acequia.streams.transforms.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.AppInfoParser;
import org.junit.jupiter.api.Test;

class WorkerCheckTest {

  @Test
  void whatThisBuildRunsWithIsNewEnough() {
    assertThat(WorkerCheck.problem()).isNull();
  }

  @Test
  void classesThatAreNotThereAreToldWithTheVersion() {
    String problem =
        WorkerCheck.problem(
            () -> {
              throw new NoSuchMethodError("anyNonDuplicateValues");
            });
    assertThat(problem).contains("Kafka 4.2 or later").endsWith(AppInfoParser.getVersion());
  }
}
