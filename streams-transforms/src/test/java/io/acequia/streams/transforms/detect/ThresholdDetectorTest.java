package io.acequia.streams.transforms.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.state.StateFormatException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class ThresholdDetectorTest {

  private static List<AlertChange> changes(ThresholdSpec spec, Object... values) {
    ThresholdDetector detector = new ThresholdDetector(spec);
    List<AlertChange> changes = new ArrayList<>();
    byte[] state = null;
    for (int i = 0; i < values.length; i++) {
      ThresholdDetector.Verdict verdict = detector.observe(state, values[i], i * 1_000L);
      state = verdict.state();
      changes.add(verdict.change());
    }
    return changes;
  }

  @Test
  void anAlertEndsOnTheSafeSideOfTheBound() {
    assertThat(changes(new ThresholdSpec("c", 80.0, null, 75.0, 0), 80, 81, 79, 75, 76, 81L))
        .containsExactly(
            AlertChange.NONE,
            AlertChange.OPENED,
            AlertChange.NONE,
            AlertChange.CLOSED,
            AlertChange.NONE,
            AlertChange.OPENED);
    assertThat(changes(new ThresholdSpec("c", null, -5.0, null, 0), -5, -6.5, null, -5))
        .containsExactly(
            AlertChange.NONE, AlertChange.OPENED, AlertChange.NONE, AlertChange.CLOSED);
  }

  @Test
  void aBoundMustBeCrossedForAsLongAsIsAsked() {
    assertThat(changes(new ThresholdSpec("c", 1.0, null, null, 2_000), 2, 2, 1, 2, 2, 2))
        .endsWith(AlertChange.NONE, AlertChange.OPENED)
        .filteredOn(AlertChange.OPENED::equals)
        .hasSize(1);
  }

  @Test
  void anAlertTellsItsBoundAndSinceWhen() {
    ThresholdDetector detector =
        new ThresholdDetector(new ThresholdSpec("c", 10.0, 2.0, null, 1_000));
    var pending = detector.observe(null, 1, 500);
    assertThat(pending.open()).isFalse();
    assertThat(pending.crossing()).isEqualTo(new ThresholdDetector.Crossing(false, 2.0, 500L));
    var open = detector.observe(pending.state(), 11, 1_500);
    assertThat(open.open()).isTrue();
    assertThat(open.value()).isEqualTo(11.0);
    assertThat(open.crossing()).isEqualTo(new ThresholdDetector.Crossing(true, 10.0, 500L));
    var nothing = detector.observe(open.state(), null, 1_600);
    assertThat(nothing.open()).isTrue();
    assertThat(nothing.value()).isNull();
    var ended = detector.observe(nothing.state(), 5, 2_000);
    assertThat(ended.open()).isFalse();
    assertThat(ended.change()).isEqualTo(AlertChange.CLOSED);
    assertThat(ended.crossing()).isEqualTo(new ThresholdDetector.Crossing(true, 10.0, 500L));
    assertThat(detector.decode(ended.state())).isNull();
  }

  @Test
  void readsTheFirstStoredForm() {
    ThresholdDetector detector = new ThresholdDetector(new ThresholdSpec("c", 1.0, null, null, 0));
    byte[] open = {1, 2};
    var still = detector.observe(open, 3, 9);
    assertThat(still.crossing()).isEqualTo(new ThresholdDetector.Crossing(true, 1.0, null));
    assertThat(still.state()).isEqualTo(open);
    assertThat(detector.observe(open, 0, 9).change()).isEqualTo(AlertChange.CLOSED);
    byte[] pending = {1, 1, 14};
    assertThat(detector.decode(pending)).isEqualTo(new ThresholdDetector.Crossing(false, 1.0, 7L));
    assertThat(detector.decode(new byte[] {1, 0})).isNull();
  }

  @Test
  void refusesWhatCannotBe() {
    assertThatThrownBy(() -> new ThresholdSpec("c", null, null, null, 0))
        .hasMessageContaining("'c'");
    assertThatThrownBy(() -> new ThresholdSpec("c", 1.0, null, 2.0, 0))
        .hasMessageContaining("clear");
    assertThatThrownBy(() -> changes(new ThresholdSpec("c", 1.0, null, null, 0), "secret"))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("secret");
    ThresholdDetector detector = new ThresholdDetector(new ThresholdSpec("c", 1.0, null, null, 0));
    assertThatThrownBy(() -> detector.observe(new byte[] {9, 0}, 1, 0))
        .isInstanceOf(StateFormatException.class);
  }
}
