package io.acequia.streams.transforms.plan;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the elements of {@code enrich}. */
final class EnrichmentReader {

  private EnrichmentReader() {}

  static List<Enrichment> read(PlanObject plan) {
    return plan.objects("enrich").stream().map(EnrichmentReader::enrichment).toList();
  }

  private static Enrichment enrichment(PlanObject json) {
    Enrichment.Type type = json.requiredWord("type", Enrichment.Type.class, Enrichment.Type.GLOBAL);
    String topic = json.requiredText("topic");
    String table = json.text("table");
    String as = json.text("as");
    String name = table == null ? topic : table;
    Enrichment enrichment =
        new Enrichment(
            type,
            name,
            topic,
            SourceReader.format(json),
            SourceReader.keyFormat(json),
            SourceReader.registry(json),
            SourceReader.eventTime(json),
            json.requiredText("key"),
            onlyFor(json, "on", type == Enrichment.Type.STREAM, json.text("on"), "stream"),
            as == null ? name : as,
            json.word("join", Enrichment.Join.class, Enrichment.Join.LEFT),
            neededBy(json, "within", type == Enrichment.Type.STREAM, "stream"),
            neededBy(json, "history", type == Enrichment.Type.AS_OF, "as_of"),
            grace(json, type));
    json.rejectUnknown();
    checkName(json, as == null && table == null ? "topic" : as == null ? "table" : "as", as(json));
    checkTimestamp(json, type);
    return enrichment;
  }

  private static @Nullable String as(PlanObject json) {
    for (String key : List.of("as", "table", "topic")) {
      if (json.has(key)) {
        return json.text(key);
      }
    }
    return null;
  }

  private static void checkName(PlanObject json, String key, @Nullable String name) {
    if (name == null || Names.isName(name)) {
      return;
    }
    json.wrong(
        key,
        key.equals("as")
            ? Names.quoteWrong(name)
            : Words.quote(name) + " cannot name a column: say which with \"as\"");
  }

  private static void checkTimestamp(PlanObject json, Enrichment.Type type) {
    if (json.has("timestamp") && !type.hasTime() && json.isRight("type")) {
      json.wrong("timestamp", "is only for the types as_of and stream: other tables have no time");
    }
  }

  private static Duration grace(PlanObject json, Enrichment.Type type) {
    Duration grace = json.duration("grace");
    if (grace != null && !type.hasTime() && json.isRight("type")) {
      json.wrong("grace", "is only for the types as_of and stream");
    }
    Duration history = type == Enrichment.Type.AS_OF ? json.duration("history") : null;
    if (grace != null && history != null && grace.compareTo(history) > 0) {
      json.wrong("grace", "must not be longer than the history: " + PlanDuration.format(history));
    }
    return grace == null ? Duration.ZERO : grace;
  }

  private static @Nullable Duration neededBy(
      PlanObject json, String key, boolean needed, String type) {
    Duration duration = json.duration(key);
    if (needed && !json.has(key)) {
      json.wrong(key, "is missing: type " + type + " needs it");
    } else if (needed && duration != null && duration.isZero()) {
      json.wrong(key, "must be longer than 0");
    }
    return onlyFor(json, key, needed, duration, type);
  }

  private static <T> @Nullable T onlyFor(
      PlanObject json, String key, boolean allowed, @Nullable T value, String type) {
    if (value != null && !allowed && json.isRight("type")) {
      json.wrong(key, "is only for the type " + type);
    }
    return value;
  }
}
