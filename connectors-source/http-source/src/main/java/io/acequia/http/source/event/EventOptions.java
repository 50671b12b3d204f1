package io.acequia.http.source.event;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.commons.path.Segment;
import io.acequia.commons.template.Template;
import io.acequia.http.source.event.EventResolver.KeyField;
import io.acequia.http.source.route.Streams;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.jspecify.annotations.Nullable;

/** What events may look like and what records they become. */
public record EventOptions(
    List<String> streams,
    Template topic,
    @Nullable FieldPath keyField,
    Format format,
    @Nullable DeclaredSchema declared,
    boolean eventTime,
    EventLimits limits) {

  private static final String STREAMS = "http.ingest.streams";
  private static final String TOPIC = "http.ingest.topic";
  private static final String KEY_FIELD = "http.ingest.key.field";
  private static final String FORMAT = "http.ingest.value.format";
  private static final String SCHEMA = "http.ingest.value.schema";
  private static final String TIME = "http.ingest.record.timestamp";
  private static final String EVENT_BYTES = "http.ingest.event.max.bytes";
  private static final String DEPTH = "http.ingest.json.max.depth";
  private static final String BATCH_EVENTS = "http.ingest.batch.max.events";

  /** What a record's value is. */
  public enum Format {
    RAW,
    JSON,
    SCHEMA
  }

  /** Which time a record carries. */
  private enum Time {
    EVENT,
    RECEIVED
  }

  public static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Records")
        .required(
            STREAMS,
            Type.LIST,
            Validators.each(Validators.nonBlank()),
            Width.LONG,
            "The streams that exist: names, * standing for any characters (flights, user-*). Events"
                + " for any other are refused.")
        .optional(
            TOPIC,
            Type.STRING,
            "${stream_id}",
            Validators.template("stream_id"),
            Importance.HIGH,
            Width.MEDIUM,
            "The topic of an event: a name, or a template over ${stream_id}.")
        .optional(
            FORMAT,
            Type.STRING,
            "json",
            Validators.oneOf(Format.class),
            Importance.HIGH,
            Width.SHORT,
            "What a record's value is: json (a schemaless map, for JsonConverter with"
                + " schemas.enable=false), raw (the event's JSON as bytes, for ByteArrayConverter;"
                + " the fastest) or schema (a Struct by http.ingest.value.schema, for any converter"
                + " with schemas).")
        .optional(
            SCHEMA,
            Type.STRING,
            null,
            null,
            Importance.MEDIUM,
            Width.LONG,
            "For the format schema: the fields of data, as a JSON list of {\"name\": .., \"type\":"
                + " .., \"optional\": ..}. Types: string, boolean, int8, int16, int32, int64,"
                + " float32, float64, bytes (base64), decimal (with \"scale\"), date, time,"
                + " timestamp, array (with \"items\"), map (with \"values\"), struct (with"
                + " \"fields\").")
        .optional(
            KEY_FIELD,
            Type.STRING,
            "event_id",
            null,
            Importance.MEDIUM,
            Width.MEDIUM,
            "The field that is the record's key, as a path from the event: event_id, stream_id,"
                + " data.user.id. Events without it are refused. Empty for records without a key.")
        .optional(
            TIME,
            Type.STRING,
            "received",
            Validators.oneOf(Time.class),
            Importance.MEDIUM,
            Width.SHORT,
            "The record's timestamp: received (the time of arrival), or event (the event's own, or"
                + " the time of arrival if it has none). With event, Kafka may delete records as"
                + " soon as they are written: its retention.ms, a week by default, counts from this"
                + " timestamp. The event's own time is in the value either way.");
    ConfigGroup.in(def, "Limits")
        .optional(
            EVENT_BYTES,
            Type.INT,
            900_000,
            Validators.between(100, 100_000_000),
            Importance.MEDIUM,
            Width.SHORT,
            "The largest event, in bytes of its JSON. Kafka's own limit is max.request.size of the"
                + " worker's producer, 1,048,576 by default: a larger record fails the task.")
        .optional(
            DEPTH,
            Type.INT,
            32,
            Validators.between(2, 400),
            Importance.LOW,
            Width.SHORT,
            "How many levels an event may be nested, itself being the first.")
        .optional(
            BATCH_EVENTS,
            Type.INT,
            10_000,
            Validators.between(1, 1_000_000),
            Importance.LOW,
            Width.SHORT,
            "The most events in one batch.");
  }

  public static EventOptions from(AbstractConfig config) {
    Format format = Validators.parse(Format.class, config.getString(FORMAT));
    return new EventOptions(
        config.getList(STREAMS),
        Template.parse(config.getString(TOPIC), Set.of("stream_id")),
        keyField(config),
        format,
        format == Format.SCHEMA ? DeclaredSchema.parse(schemaText(config)) : null,
        Validators.parse(Time.class, config.getString(TIME)) == Time.EVENT,
        new EventLimits(
            config.getInt(EVENT_BYTES), config.getInt(DEPTH), config.getInt(BATCH_EVENTS)));
  }

  /** Reports what only several keys together can have wrong. */
  public static void check(AbstractConfig config, ConfigProblems problems) {
    if (config.getList(STREAMS).isEmpty()) {
      problems.add(STREAMS, STREAMS + " must name at least one stream");
    }
    try {
      keyField(config);
    } catch (IllegalArgumentException | org.apache.kafka.common.config.ConfigException e) {
      problems.add(KEY_FIELD, KEY_FIELD + ": " + e.getMessage());
    }
    if (Validators.parse(Format.class, config.getString(FORMAT)) == Format.SCHEMA) {
      try {
        DeclaredSchema.parse(schemaText(config));
      } catch (IllegalArgumentException e) {
        problems.add(SCHEMA, SCHEMA + ": " + e.getMessage());
      }
    }
  }

  private static String schemaText(AbstractConfig config) {
    String text = config.getString(SCHEMA);
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("is needed by " + FORMAT + "=schema");
    }
    return text;
  }

  private static @Nullable FieldPath keyField(AbstractConfig config) {
    String text = config.getString(KEY_FIELD);
    if (text == null || text.isBlank()) {
      return null;
    }
    FieldPath path = FieldPath.parse(text);
    if (!path.segments().stream().allMatch(Segment.Field.class::isInstance)) {
      throw new IllegalArgumentException("must name fields only, no arrays and no wildcards");
    }
    return path;
  }

  /** The streams, for all event loops of a listener. */
  public Streams openStreams() {
    return new Streams(streams, topic);
  }

  /** What reads bodies on one event loop, with the resolver that belongs to it. */
  public Intake intake(Streams open) {
    KeyField key = new KeyField(keyField);
    EventFormat eventFormat =
        switch (format) {
          case RAW -> new RawFormat(limits.depth(), key.scanned());
          case JSON -> new JsonFormat(limits.depth());
          case SCHEMA ->
              new StructFormat(limits.depth(), java.util.Objects.requireNonNull(declared));
        };
    return new Intake(
        new BodyReader(limits, eventFormat.reader()),
        new EventResolver(open, eventFormat, key, eventTime));
  }

  /** The two ends of reading: bodies to events, and events to what records need. */
  public record Intake(BodyReader reader, EventResolver resolver) {}
}
