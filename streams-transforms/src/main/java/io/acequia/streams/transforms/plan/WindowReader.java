package io.acequia.streams.transforms.plan;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code window}. */
final class WindowReader {

  /** What a plan may write as type; none is no window. */
  enum Word {
    TUMBLING,
    HOPPING,
    SLIDING,
    SESSION,
    NONE
  }

  private final PlanObject json;
  private final Word type;

  private WindowReader(PlanObject json) {
    this.json = json;
    this.type = json.requiredWord("type", Word.class, Word.NONE);
  }

  static @Nullable Window read(PlanObject json) {
    return new WindowReader(json).window();
  }

  private @Nullable Window window() {
    Duration size = length("size", type != Word.SESSION && type != Word.NONE);
    Duration advance = length("advance", type == Word.HOPPING);
    Duration gap = length("gap", type == Word.SESSION);
    Duration grace = json.duration("grace");
    Duration retention = json.duration("retention");
    Window.Emit emit = json.word("emit", Window.Emit.class, Window.Emit.ON_UPDATE);
    json.rejectUnknown();
    if (size != null && advance != null && advance.compareTo(size) > 0) {
      json.wrong(
          "advance",
          "must not be longer than the size, "
              + PlanDuration.format(size)
              + ": events between windows would be lost");
    }
    if (type == Word.NONE) {
      if (emit == Window.Emit.ON_CLOSE && json.isRight("type")) {
        json.wrong("emit", "on_close needs a window that closes; without one use on_update");
      }
      if (json.has("grace") && json.isRight("type")) {
        json.wrong("grace", "is only for windows that close");
      }
      if (json.has("retention") && json.isRight("type")) {
        json.wrong("retention", "is only for windows that close");
      }
      return null;
    }
    Window.Type windows = Window.Type.valueOf(type.name());
    Duration late = grace == null ? Duration.ZERO : grace;
    Duration shortest = Window.shortestRetention(windows, size, gap, late);
    if (retention != null && retention.compareTo(shortest) < 0) {
      json.wrong(
          "retention",
          "must not be shorter than the windows and their grace: " + PlanDuration.format(shortest));
    }
    return new Window(
        windows, size, advance, gap, late, retention == null ? usual(shortest) : retention, emit);
  }

  private static Duration usual(Duration shortest) {
    return shortest.compareTo(Window.USUAL_RETENTION) > 0 ? shortest : Window.USUAL_RETENTION;
  }

  private @Nullable Duration length(String key, boolean needed) {
    Duration length = json.duration(key);
    if (!needed && json.has(key) && json.isRight("type")) {
      json.wrong(key, "is not for the type " + Words.spell(type));
      return null;
    }
    if (needed && !json.has(key)) {
      json.wrong(key, "is missing: the type " + Words.spell(type) + " needs it");
    } else if (length != null && length.isZero()) {
      json.wrong(key, "must be longer than 0");
    }
    return length;
  }
}
