package io.acequia.commons.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcequiaVersionTest {

  @Test
  void isTheVersionThatTheBuildFilledIn() {
    assertThat(AcequiaVersion.get()).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
  }
}
