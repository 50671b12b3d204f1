package io.acequia.commons.offset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommitPaceTest {
  private static final long SECOND = 1_000_000_000L;

  private final CommitPace pace = new CommitPace();

  @Test
  void onlyCommitsBeforeTheIntervalIsOverAreEarly() {
    pace.isEarly(0);
    pace.isEarly(10 * SECOND);
    assertThat(pace.isEarly(20 * SECOND)).isFalse();
    assertThat(pace.isEarly(31 * SECOND)).isFalse();
    assertThat(pace.isEarly(34 * SECOND)).isTrue();
    assertThat(pace.isEarly(44 * SECOND)).isFalse();
  }

  @Test
  void commitsAreEarlyUntilTheIntervalIsKnown() {
    assertThat(pace.isEarly(5 * SECOND)).isTrue();
    assertThat(pace.isEarly(15 * SECOND)).isTrue();
  }
}
