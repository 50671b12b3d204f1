package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what topics are and how they are written: sources, sinks, event time. */
final class SourceReader {

  private static final Set<String> FORMAT_WORDS =
      Set.of("iso8601", "epoch.s", "epoch.ms", "epoch.us", "epoch.ns");

  private SourceReader() {}

  static Source source(PlanObject json) {
    List<String> topics = json.texts("topic");
    if (topics.isEmpty() && !json.has("topic")) {
      json.wrong("topic", "is missing");
    }
    Source source =
        new Source(
            topics,
            format(json),
            keyFormat(json),
            registry(json),
            eventTime(json),
            json.text("where"),
            json.texts("select"));
    json.rejectUnknown();
    return source;
  }

  static Sink sink(PlanObject json) {
    Sink sink =
        new Sink(
            json.requiredText("topic"),
            format(json),
            keyFormat(json),
            registry(json),
            json.texts("key"));
    json.rejectUnknown();
    return sink;
  }

  static Format format(PlanObject json) {
    return json.word("format", Format.class, Format.JSON);
  }

  static Format keyFormat(PlanObject json) {
    return json.word("key_format", Format.class, Format.TEXT);
  }

  /** The registry's URL; needed where a format is Avro, and without credentials. */
  static @Nullable String registry(PlanObject json) {
    String registry = json.text("registry");
    boolean avro = format(json) == Format.AVRO || keyFormat(json) == Format.AVRO;
    if (avro && !json.has("registry")) {
      json.wrong("registry", "is missing: Avro needs the URL of a schema registry");
    } else if (!avro
        && registry != null
        && !json.isWrong("format")
        && !json.isWrong("key_format")) {
      json.wrong("registry", "is only for Avro: set \"format\": \"avro\"");
    } else if (registry != null) {
      checkUrl(json, registry);
    }
    return registry;
  }

  private static void checkUrl(PlanObject json, String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
        json.wrong("registry", "must be a URL that begins with http:// or https://");
      } else if (url.getUserInfo() != null) {
        json.wrong("registry", "must not hold credentials: a plan is shown to everyone");
      }
    } catch (URISyntaxException e) {
      json.wrong("registry", "is not a URL");
    }
  }

  /** {@code "record"}, {@code "processing"}, a field's name, or an object. */
  static EventTime eventTime(PlanObject json) {
    JsonNode member = json.member("timestamp");
    if (member == null) {
      return EventTime.OF_RECORD;
    }
    if (member.isObject()) {
      PlanObject object = json.object("timestamp");
      return object == null ? EventTime.OF_RECORD : field(object);
    }
    String text = json.text("timestamp");
    if (text == null || text.equals("record")) {
      return EventTime.OF_RECORD;
    }
    if (text.equals("processing")) {
      return new EventTime(EventTime.Kind.PROCESSING, null, List.of(), EventTime.UTC);
    }
    return new EventTime(EventTime.Kind.FIELD, text, EventTime.DEFAULT_FORMATS, EventTime.UTC);
  }

  private static EventTime field(PlanObject json) {
    List<String> formats = json.texts("format");
    for (int i = 0; i < formats.size(); i++) {
      checkFormat(json, json.element("format", i), formats.get(i));
    }
    EventTime time =
        new EventTime(
            EventTime.Kind.FIELD,
            json.requiredText("field"),
            formats.isEmpty() ? EventTime.DEFAULT_FORMATS : formats,
            zone(json));
    json.rejectUnknown();
    return time;
  }

  private static void checkFormat(PlanObject json, String key, String format) {
    if (FORMAT_WORDS.contains(format)) {
      return;
    }
    try {
      new DateTimeFormatterBuilder().appendPattern(format);
    } catch (IllegalArgumentException e) {
      json.wrong(
          key,
          Words.quote(format)
              + " is neither iso8601, epoch.s, epoch.ms, epoch.us, epoch.ns nor a pattern such as"
              + " yyyy-MM-dd HH:mm"
              + Words.didYouMean(format, FORMAT_WORDS));
    }
  }

  private static ZoneId zone(PlanObject json) {
    String zone = json.text("zone");
    if (zone != null) {
      try {
        return ZoneId.of(zone);
      } catch (DateTimeException e) {
        json.wrong("zone", Words.quote(zone) + " is not a time zone such as UTC or Europe/Madrid");
      }
    }
    return EventTime.UTC;
  }
}
