package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.detect.AnomalyDetector;
import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.detect.DetectorSpec;
import io.acequia.streams.transforms.detect.DetectorState;
import io.acequia.streams.transforms.detect.ThresholdDetector;
import io.acequia.streams.transforms.detect.ThresholdSpec;
import io.acequia.streams.transforms.plan.Detection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges the values of one series after the other. For use by one thread. */
interface Judge {

  /**
   * What was found of a value.
   *
   * @param state of the series after it
   * @param figures columns that tell more, by the end of their names
   */
  record Finding(
      byte[] state, boolean flagged, AlertChange change, Map<String, @Nullable Object> figures) {}

  /**
   * @param state of the series before; null if this is its first value
   * @throws org.apache.kafka.connect.errors.DataException if the value is no number
   */
  Finding judge(byte @Nullable [] state, @Nullable Object value, long time);

  /** As a plan asks for. */
  static Judge of(Detection detection) {
    if (detection.type() == Detection.Type.THRESHOLD) {
      ThresholdDetector detector =
          new ThresholdDetector(
              new ThresholdSpec(
                  detection.field(),
                  detection.above(),
                  detection.below(),
                  detection.clear(),
                  detection.lasting().toMillis()));
      return (state, value, time) -> {
        ThresholdDetector.Verdict verdict = detector.observe(state, value, time);
        return new Finding(verdict.state(), verdict.open(), verdict.change(), Map.of());
      };
    }
    AnomalyDetector detector = new AnomalyDetector(spec(detection));
    return (state, value, time) -> {
      DetectorState before = state == null ? detector.newState() : detector.decode(state);
      var found = detector.observe(before, value, time);
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("_score", found.score());
      figures.put("_center", found.center());
      figures.put("_deviation", found.deviation());
      figures.put("_count", found.count());
      return new Finding(detector.encode(before), found.flagged(), found.alert(), figures);
    };
  }

  private static DetectorSpec spec(Detection detection) {
    DetectorSpec.Method method =
        switch (detection.type()) {
          case EWMA -> DetectorSpec.Method.EXPONENTIAL;
          case MAD -> DetectorSpec.Method.MEDIAN;
          default -> DetectorSpec.Method.ZSCORE;
        };
    double threshold = Objects.requireNonNull(detection.threshold(), "threshold");
    DetectorSpec spec =
        DetectorSpec.of(detection.field(), method, threshold)
            .withAlert(threshold, detection.lasting().toMillis());
    if (detection.alpha() != null) {
      spec = spec.withAlpha(detection.alpha());
    }
    if (detection.window() > 0) {
      // First the window: the count must not be above it.
      spec = spec.withMinimumCount(2).withWindow(detection.window());
    }
    return spec.withMinimumCount(Math.max(2, detection.minCount()));
  }
}
