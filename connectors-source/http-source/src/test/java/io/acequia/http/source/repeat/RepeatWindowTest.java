package io.acequia.http.source.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.http.source.queue.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RepeatWindowTest {

  private final List<Outcome> told = new ArrayList<>();
  private final RepeatWindow window = new RepeatWindow(3, Duration.ofNanos(100));

  private RepeatEntry first(long id, long now) {
    return Objects.requireNonNull(window.claim(new RepeatKey(1, id), now, told::add));
  }

  private boolean isRepeat(long id, long now) {
    return window.claim(new RepeatKey(1, id), now, told::add) == null;
  }

  @Test
  void repeatsHearWhatBecameOfTheFirst() {
    RepeatEntry entry = first(1, 0);
    assertThat(isRepeat(1, 1)).isTrue();
    assertThat(told).isEmpty();
    window.settle(entry, Outcome.ACCEPTED);
    assertThat(isRepeat(1, 2)).isTrue();
    assertThat(told).containsExactly(Outcome.ACCEPTED, Outcome.ACCEPTED);
  }

  @Test
  void aFailedFirstIsForgotten() {
    RepeatEntry entry = first(1, 0);
    assertThat(isRepeat(1, 1)).isTrue();
    window.settle(entry, Outcome.UNKNOWN);
    assertThat(told).containsExactly(Outcome.UNKNOWN);
    assertThat(isRepeat(1, 2)).isFalse();
  }

  @Test
  void isBoundedInTime() {
    window.settle(first(1, 0), Outcome.ACCEPTED);
    assertThat(isRepeat(1, 100)).isTrue();
    assertThat(isRepeat(1, 101)).isFalse();
  }

  @Test
  void isBoundedInNumberButNeverDropsWhatIsOnItsWay() {
    RepeatEntry onItsWay = first(0, 0);
    for (int i = 1; i <= 5; i++) {
      window.settle(first(i, i), Outcome.ACCEPTED);
    }
    assertThat(isRepeat(0, 6)).isTrue();
    window.settle(onItsWay, Outcome.ACCEPTED);
    first(6, 7);
    assertThat(window.size()).isEqualTo(3);
    assertThat(isRepeat(5, 8)).isTrue();
  }
}
