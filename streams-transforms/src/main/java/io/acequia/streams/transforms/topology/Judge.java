package io.acequia.streams.transforms.topology;

import io.acequia.sql.time.IsoTimestamp;
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

  /**
   * What is known of a series.
   *
   * @param alert whether one is open
   */
  record Standing(boolean alert, Map<String, @Nullable Object> figures) {}

  Standing standing(byte[] state);

  /** As a plan asks for. */
  static Judge of(Detection detection) {
    return detection.type() == Detection.Type.THRESHOLD
        ? new OfBounds(detection)
        : new OfScores(detection);
  }

  /** Judges by fixed bounds. */
  final class OfBounds implements Judge {

    private final ThresholdDetector detector;

    private OfBounds(Detection detection) {
      detector =
          new ThresholdDetector(
              new ThresholdSpec(
                  detection.field(),
                  detection.above(),
                  detection.below(),
                  detection.clear(),
                  detection.lasting().toMillis()));
    }

    @Override
    public Finding judge(byte @Nullable [] state, @Nullable Object value, long time) {
      ThresholdDetector.Verdict verdict = detector.observe(state, value, time);
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("_value", verdict.value());
      figures.putAll(figures(verdict.crossing()));
      return new Finding(verdict.state(), verdict.open(), verdict.change(), figures);
    }

    @Override
    public Standing standing(byte[] state) {
      ThresholdDetector.Crossing crossing = detector.decode(state);
      return new Standing(crossing != null && crossing.open(), figures(crossing));
    }

    private static Map<String, @Nullable Object> figures(
        ThresholdDetector.@Nullable Crossing crossing) {
      Long since = crossing == null ? null : crossing.since();
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("_bound", crossing == null ? null : crossing.bound());
      figures.put("_since", since == null ? null : IsoTimestamp.format(since));
      return figures;
    }
  }

  /** Judges by the values before. */
  final class OfScores implements Judge {

    private final AnomalyDetector detector;

    private OfScores(Detection detection) {
      detector = new AnomalyDetector(spec(detection));
    }

    @Override
    public Finding judge(byte @Nullable [] state, @Nullable Object value, long time) {
      DetectorState series = state == null ? detector.newState() : detector.decode(state);
      var found = detector.observe(series, value, time);
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("_score", found.score());
      figures.putAll(figures(found.center(), found.deviation(), found.count()));
      return new Finding(detector.encode(series), found.flagged(), found.alert(), figures);
    }

    @Override
    public Standing standing(byte[] state) {
      DetectorState series = detector.decode(state);
      return new Standing(
          series.alertOpen(), figures(series.center(), series.deviation(), series.count()));
    }

    private static Map<String, @Nullable Object> figures(
        @Nullable Double center, @Nullable Double deviation, long count) {
      Map<String, @Nullable Object> figures = new LinkedHashMap<>();
      figures.put("_center", center);
      figures.put("_deviation", deviation);
      figures.put("_count", count);
      return figures;
    }
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
