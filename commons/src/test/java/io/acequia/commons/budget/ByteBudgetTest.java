package io.acequia.commons.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ByteBudgetTest {

  private final ByteBudget budget = new ByteBudget(1_000, 0.8, 0.5);

  @Test
  void isHighFromTheHighMarkAndLowUpToTheLowOne() {
    assertThat(budget.isLow()).isTrue();
    budget.acquire(501);
    assertThat(budget.isLow()).isFalse();
    assertThat(budget.isHigh()).isFalse();
    budget.acquire(299);
    assertThat(budget.isHigh()).isTrue();
    budget.release(300);
    assertThat(budget.isLow()).isTrue();
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThat(budget.tryAcquire(600)).isTrue();
    assertThat(budget.tryAcquire(401)).isFalse();
    assertThat(budget.used()).isEqualTo(600);
    assertThat(budget.tryAcquire(400)).isTrue();
  }

  @Test
  void takesAnOversizedItemWhenEmptySoThatItIsNeverStuck() {
    assertThat(budget.tryAcquire(5_000)).isTrue();
    assertThat(budget.tryAcquire(1)).isFalse();
    budget.release(5_000);
    assertThat(budget.tryAcquire(1)).isTrue();
  }

  @Test
  void noticesBytesReleasedTwice() {
    budget.acquire(10);
    budget.release(10);
    assertThatThrownBy(() -> budget.release(10)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesMarksThatCross() {
    assertThatThrownBy(() -> new ByteBudget(10, 0.5, 0.5))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
