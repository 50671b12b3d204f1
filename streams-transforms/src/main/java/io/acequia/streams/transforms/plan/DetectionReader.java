package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.streams.transforms.plan.Detection.Output;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code detect}: one object, or a list of them. */
final class DetectionReader {

  private final PlanObject json;
  private final Detection.Type type;

  private DetectionReader(PlanObject json) {
    this.json = json;
    this.type = json.requiredWord("type", Detection.Type.class, Detection.Type.ZSCORE);
  }

  static List<Detection> read(PlanObject plan) {
    JsonNode member = plan.member("detect");
    if (member != null && member.isObject()) {
      PlanObject one = plan.object("detect");
      return one == null ? List.of() : List.of(new DetectionReader(one).detection());
    }
    return plan.objects("detect").stream()
        .map(element -> new DetectionReader(element).detection())
        .toList();
  }

  private Detection detection() {
    boolean bounds = type == Detection.Type.THRESHOLD;
    Double threshold = only("threshold", json.number("threshold"), scored());
    if (threshold != null && threshold <= 0) {
      json.wrong("threshold", "must be above 0");
    }
    String as = json.text("as");
    if (as != null && !Names.isName(as)) {
      json.wrong("as", Names.quoteWrong(as));
    }
    Double above = only("above", json.number("above"), Set.of(Detection.Type.THRESHOLD));
    Double below = only("below", json.number("below"), Set.of(Detection.Type.THRESHOLD));
    Duration lasting = only("for", json.duration("for"), Set.of(Detection.Type.THRESHOLD));
    Detection detection =
        new Detection(
            type,
            json.requiredText("field"),
            json.texts("by"),
            json.text("where"),
            threshold == null && !bounds
                ? Double.valueOf(type == Detection.Type.MAD ? 3.5 : 2.0)
                : threshold,
            minCount(),
            alpha(),
            window(),
            above,
            below,
            clear(above, below),
            lasting == null ? Duration.ZERO : lasting,
            json.word("output", Output.class, bounds ? Output.ALERTS : Output.FLAG),
            as == null ? "anomaly" : as);
    json.rejectUnknown();
    return detection;
  }

  private static Set<Detection.Type> scored() {
    return Set.of(Detection.Type.ZSCORE, Detection.Type.EWMA, Detection.Type.MAD);
  }

  private int minCount() {
    int count = json.integer("min_count", 10, 2, 1_000_000);
    boolean scored = scored().contains(type);
    only("min_count", json.has("min_count") ? count : null, scored());
    if (type == Detection.Type.MAD
        && json.has("min_count")
        && count > json.integer("window", 100, 3, 10_000)) {
      json.wrong("min_count", "must not be above the window: it would never be reached");
    }
    return scored ? Math.min(count, type == Detection.Type.MAD ? window() : count) : 0;
  }

  private @Nullable Double alpha() {
    Double alpha = only("alpha", json.number("alpha"), Set.of(Detection.Type.EWMA));
    if (alpha != null && (alpha <= 0 || alpha >= 1)) {
      json.wrong("alpha", "must be between 0 and 1, both excluded");
    }
    return alpha == null && type == Detection.Type.EWMA ? Double.valueOf(0.1) : alpha;
  }

  private int window() {
    int window = json.integer("window", 100, 3, 10_000);
    only("window", json.has("window") ? window : null, Set.of(Detection.Type.MAD));
    return type == Detection.Type.MAD ? window : 0;
  }

  private @Nullable Double clear(@Nullable Double above, @Nullable Double below) {
    Double clear = only("clear", json.number("clear"), Set.of(Detection.Type.THRESHOLD));
    if (type != Detection.Type.THRESHOLD) {
      return null;
    }
    if (!json.has("above") && !json.has("below")) {
      json.wrong("above", "is missing: type threshold needs above, below or both");
    } else if (above != null && below != null && below > above) {
      json.wrong("below", "must not be larger than above: every value would be reported");
    } else if (clear != null && above != null && below != null) {
      json.wrong("clear", "belongs to one bound; write two detections, one above and one below");
    } else if (clear != null && above != null && clear > above) {
      json.wrong("clear", "must not be larger than above");
    } else if (clear != null && below != null && clear < below) {
      json.wrong("clear", "must not be smaller than below");
    }
    return clear;
  }

  private <T> @Nullable T only(String key, @Nullable T value, Set<Detection.Type> owners) {
    if (owners.contains(type)) {
      return value;
    }
    if (json.has(key) && json.isRight("type")) {
      List<String> names = owners.stream().sorted().map(Words::spell).toList();
      json.wrong(key, "is only for the type " + String.join(", ", names));
    }
    return null;
  }
}
