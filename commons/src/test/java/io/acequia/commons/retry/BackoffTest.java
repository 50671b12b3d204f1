package io.acequia.commons.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BackoffTest {

  @Property
  void waitsAtMostTheDoubledBoundAndNeverMoreThanTheCap(
      @ForAll @IntRange(min = -1, max = 200) int attempt, @ForAll long seed) {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), new Random(seed));
    double bound = Math.min(10_000, 100 * Math.pow(2, Math.max(attempt, 1) - 1));
    assertThat(backoff.forAttempt(attempt))
        .isBetween(Duration.ZERO, Duration.ofMillis((long) bound));
  }

  @Test
  void jitterSpreadsOverTheWholeBound() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), new Random(1));
    long low = 0;
    long high = 0;
    for (int i = 0; i < 1_000; i++) {
      long wait = backoff.forAttempt(20).toMillis();
      low += wait < 2_000 ? 1 : 0;
      high += wait > 8_000 ? 1 : 0;
    }
    assertThat(low).isBetween(150L, 250L);
    assertThat(high).isBetween(150L, 250L);
  }

  @Test
  void refusesNoWaitAtAll() {
    assertThatThrownBy(() -> new Backoff(Duration.ZERO, Duration.ofSeconds(1), new Random()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
