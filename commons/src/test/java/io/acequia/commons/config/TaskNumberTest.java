package io.acequia.commons.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskNumberTest {
  @Test
  void tasksDifferInTheirNumbers() {
    assertThat(TaskNumber.configs(Map.of("name", "flights"), 3))
        .allSatisfy(task -> assertThat(task).containsEntry("name", "flights"))
        .extracting(TaskNumber::of)
        .containsExactly("0", "1", "2");
  }

  @Test
  void configurationOfNoTaskHasTheFirstNumber() {
    assertThat(TaskNumber.of(Map.of())).isEqualTo("0");
  }
}
