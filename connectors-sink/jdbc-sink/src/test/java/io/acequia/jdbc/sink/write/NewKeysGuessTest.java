package io.acequia.jdbc.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewKeysGuessTest {
  private final NewKeysGuess guess = new NewKeysGuess();

  @Test
  void wrongGuessesGetRarer() {
    assertThat(untilNextTry()).isZero();
    guess.wasWrong();
    assertThat(untilNextTry()).isEqualTo(8);
    guess.wasWrong();
    assertThat(untilNextTry()).isEqualTo(16);
    for (int i = 0; i < 20; i++) {
      guess.wasWrong();
    }
    assertThat(untilNextTry()).isEqualTo(1_024);
  }

  @Test
  void rightGuessForgivesWrongOnes() {
    guess.wasWrong();
    guess.wasWrong();
    guess.wasRight();
    guess.wasWrong();
    assertThat(untilNextTry()).isEqualTo(8);
  }

  private int untilNextTry() {
    int batches = 0;
    while (!guess.isWorthTrying()) {
      batches++;
    }
    return batches;
  }
}
