package io.acequia.streams.transforms.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.detect.DetectorSpec.Flat;
import io.acequia.streams.transforms.detect.DetectorSpec.Method;
import io.acequia.streams.transforms.state.StateFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AnomalyDetectorTest {

  private static final DetectorSpec SEED =
      DetectorSpec.of("value", Method.ZSCORE, 2.0).withMinimumCount(4);

  private static List<Detection> over(DetectorSpec spec, Object... values) {
    AnomalyDetector detector = new AnomalyDetector(spec);
    byte[] stored = detector.encode(detector.newState());
    List<Detection> found = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      DetectorState state = detector.decode(stored);
      found.add(detector.observe(state, values[i], i * 1000L));
      stored = detector.encode(state);
    }
    return found;
  }

  private static Detection last(DetectorSpec spec, Object... values) {
    return over(spec, values).get(values.length - 1);
  }

  @Test
  void fifthValueCanBeAnAnomalyAtTheSeedsThreshold() {
    Detection found = last(SEED, 10, 12, 11, 13, 40);
    assertThat(found.flagged()).isTrue();
    assertThat(found.center()).isEqualTo(11.5);
    assertThat(found.deviation()).isCloseTo(Math.sqrt(5 / 3.0), within(1e-12));
    assertThat(found.score()).isCloseTo(28.5 / Math.sqrt(5 / 3.0), within(1e-12));
    assertThat(found.count()).isEqualTo(4);
  }

  @Test
  void nothingIsJudgedBelowTheMinimumCount() {
    List<Detection> found = over(SEED, 10, 12, 11, 4000);
    assertThat(found).allMatch(detection -> detection.score() == null && !detection.flagged());
    assertThat(found.get(0).center()).isNull();
    assertThat(found.get(1).deviation()).isNull();
  }

  @Test
  void flatBaselineGivesZeroOrWhatTheOptionSays() {
    Object[] same = {5, 5, 5, 5, 5};
    assertThat(last(SEED, same).score()).isZero();
    Object[] other = {5, 5, 5, 5, 4.9};
    assertThat(last(SEED, other).score()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(last(SEED, other).flagged()).isTrue();
    assertThat(last(SEED.withFlat(Flat.ZERO), other).score()).isZero();
  }

  @Test
  void valuesThatAreNotFiniteAreNeitherJudgedNorLearned() {
    Detection found = last(SEED, 10, 12, Double.NaN, 11, null, Double.POSITIVE_INFINITY, 13, 40);
    assertThat(found).isEqualTo(last(SEED, 10, 12, 11, 13, 40));
    assertThatThrownBy(() -> over(SEED, "secret"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'value'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void exponentialBaselineFollowsALevelThatMoves() {
    Object[] values = new Object[200];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = (i < 100 ? 0 : 100) + random.nextGaussian();
    }
    List<Detection> found =
        over(DetectorSpec.of("value", Method.EXPONENTIAL, 4).withHalfLife(5), values);
    assertThat(found.get(100).flagged()).isTrue();
    assertThat(found.get(199).flagged()).isFalse();
    assertThat(found.get(199).center()).isCloseTo(100, within(2.0));
    assertThat(found.get(199).deviation()).isBetween(0.3, 3.0);
  }

  @Test
  void exponentialMomentsEqualTheirDefinition() {
    ExponentialBaseline baseline = new ExponentialBaseline(0.25);
    double[] values = {3, 8, 1, 4};
    double[] weights = {0.75 * 0.75 * 0.75, 0.25 * 0.75 * 0.75, 0.25 * 0.75, 0.25};
    double mean = 0;
    for (int i = 0; i < 4; i++) {
      baseline.add(values[i]);
      mean += weights[i] * values[i];
    }
    double variance = 0;
    for (int i = 0; i < 4; i++) {
      variance += weights[i] * (values[i] - mean) * (values[i] - mean);
    }
    assertThat(baseline.center()).isCloseTo(mean, within(1e-12));
    assertThat(baseline.deviation()).isCloseTo(Math.sqrt(variance), within(1e-12));
  }

  @Test
  void medianIsNotMovedByOutliers() {
    DetectorSpec median = DetectorSpec.of("value", Method.MEDIAN, 3.5).withMinimumCount(5);
    Detection found = last(median.withWindow(7), 1e9, 1, 2, 3, 1000, 4, 5, 1000, 100);
    assertThat(found.count()).isEqualTo(7);
    assertThat(found.center()).isEqualTo(4.0);
    assertThat(found.deviation()).isCloseTo(1.4826 * 2, within(1e-12));
    assertThat(found.flagged()).isTrue();
  }

  @Test
  void alertOpensAfterItsTimeAndClosesBelowTheOtherThreshold() {
    // A baseline of a thousand values is hardly moved by the ones that follow.
    DetectorSpec spec = DetectorSpec.of("value", Method.ZSCORE, 3).withAlert(1, 2000);
    AnomalyDetector detector = new AnomalyDetector(spec);
    DetectorState state = detector.newState();
    for (int i = 0; i < 1000; i++) {
      detector.observe(state, i % 2 == 0 ? 1 : -1, 0);
    }
    double[] values = {5, 0, 5, 5, 5, 5, 2.5, 2.5, 0.5, 0, 5};
    List<AlertChange> changes = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      state = detector.decode(detector.encode(state));
      changes.add(detector.observe(state, values[i], i * 1000L).alert());
      assertThat(state.alertOpen()).isEqualTo(i >= 4 && i < 8);
    }
    List<AlertChange> expected =
        new ArrayList<>(Collections.nCopies(values.length, AlertChange.NONE));
    expected.set(4, AlertChange.OPENED);
    expected.set(8, AlertChange.CLOSED);
    assertThat(changes).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatTheFirstReleaseStored(Method method) {
    String golden =
        switch (method) {
          case ZSCORE -> "010100044027000000000000" + "4014000000000000";
          case EXPONENTIAL -> "01020004" + "40251a9fbe76c8b4" + "3ff026138fffbce7";
          case MEDIAN -> "01030004402400000000000040280000000000004026000000000000402a000000000000";
        };
    AnomalyDetector detector =
        new AnomalyDetector(DetectorSpec.of("value", method, 2).withMinimumCount(4));
    DetectorState state = detector.newState();
    for (int value : new int[] {10, 12, 11, 13}) {
      detector.observe(state, value, 0);
    }
    byte[] stored = HexFormat.of().parseHex(golden);
    assertThat(HexFormat.of().formatHex(detector.encode(state))).isEqualTo(golden);
    assertThat(detector.observe(detector.decode(stored), 40, 5))
        .isEqualTo(detector.observe(state, 40, 5));
    stored[0] = 9;
    assertThatThrownBy(() -> detector.decode(stored))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("newer release");
    for (int i = 0; i < stored.length; i++) {
      byte[] cut = Arrays.copyOf(HexFormat.of().parseHex(golden), i);
      assertThatThrownBy(() -> detector.decode(cut)).isInstanceOf(StateFormatException.class);
    }
  }

  @Test
  void parametersOutOfRangeNameTheField() {
    assertThatThrownBy(() -> SEED.withMinimumCount(1))
        .hasMessage("detect of 'value': the minimum count must be 2 or more");
    assertThatThrownBy(() -> SEED.withAlert(3, 0)).hasMessageContaining("clear");
    assertThatThrownBy(() -> SEED.withAlpha(1)).hasMessageContaining("alpha");
  }
}
