package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.streams.transforms.plan.Aggregate.Op;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a plan as JSON, always in the same way: members in the order in which they work, defaults
 * spelled out, so that the text means the same to a release with other defaults. Reading it gives
 * an equal plan.
 */
public final class PlanWriter {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PlanWriter() {}

  /** The plan as one line of JSON. */
  public static String write(Plan plan) {
    try {
      return MAPPER.writeValueAsString(members(plan));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, numbers, lists and maps can always be written", e);
    }
  }

  private static Map<String, Object> members(Plan plan) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "name", plan.name());
    json.put("version", 1);
    List<Map<String, Object>> sources = plan.sources().stream().map(PlanWriter::source).toList();
    json.put(sources.size() == 1 ? "source" : "sources", oneOrAll(sources));
    put(json, "from", plan.from().toString());
    put(json, "until", plan.until() == null ? null : plan.until().toString());
    put(json, "enrich", plan.enrich().stream().map(PlanWriter::enrichment).toList());
    put(json, "where", plan.where());
    put(json, "select", oneOrAll(plan.select()));
    put(json, "key", oneOrAll(plan.key()));
    put(json, "group_by", plan.groupBy().stream().map(PlanWriter::column).toList());
    put(json, "window", plan.window() == null ? null : window(plan.window()));
    put(json, "aggregate", plan.aggregates().stream().map(PlanWriter::aggregate).toList());
    put(json, "report", plan.report() == null ? null : report(plan.report()));
    put(json, "detect", oneOrAll(plan.detections().stream().map(PlanWriter::detection).toList()));
    put(json, "branch", plan.branches().stream().map(PlanWriter::branch).toList());
    put(json, "sink", plan.sink() == null ? null : sink(plan.sink()));
    put(json, "late", plan.late());
    put(json, "dead_letter", plan.deadLetter());
    json.put("delivery", Words.spell(plan.delivery()));
    return json;
  }

  private static Map<String, Object> source(Source source) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", oneOrAll(source.topics()));
    formats(json, source.format(), source.keyFormat(), source.registry());
    json.put("timestamp", timestamp(source.timestamp()));
    put(json, "where", source.where());
    put(json, "select", oneOrAll(source.select()));
    return json;
  }

  private static void formats(
      Map<String, Object> json, Format format, Format keyFormat, @Nullable String registry) {
    json.put("format", Words.spell(format));
    json.put("key_format", Words.spell(keyFormat));
    put(json, "registry", registry);
  }

  private static Object timestamp(EventTime time) {
    if (time.kind() != EventTime.Kind.FIELD) {
      return Words.spell(time.kind());
    }
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "field", time.field());
    json.put("format", oneOrAll(time.formats()));
    json.put("zone", time.zone().getId());
    return json;
  }

  private static Map<String, Object> enrichment(Enrichment enrichment) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", Words.spell(enrichment.type()));
    json.put("table", enrichment.table());
    json.put("topic", enrichment.topic());
    formats(json, enrichment.format(), enrichment.keyFormat(), enrichment.registry());
    json.put("key", enrichment.key());
    put(json, "on", enrichment.on());
    json.put("as", enrichment.as());
    json.put("join", Words.spell(enrichment.join()));
    put(json, "within", duration(enrichment.within()));
    put(json, "history", duration(enrichment.history()));
    if (enrichment.type().hasTime()) {
      json.put("timestamp", timestamp(enrichment.timestamp()));
      put(json, "grace", duration(enrichment.grace()));
    }
    return json;
  }

  private static String column(Column column) {
    return column.name().equals(Names.ofPath(column.expression()))
        ? column.expression()
        : column.expression() + " AS " + column.name();
  }

  private static Map<String, Object> window(Window window) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", Words.spell(window.type()));
    put(json, "size", duration(window.size()));
    put(json, "advance", duration(window.advance()));
    put(json, "gap", duration(window.gap()));
    put(json, "grace", duration(window.grace()));
    put(json, "retention", duration(window.retention()));
    json.put("emit", Words.spell(window.emit()));
    return json;
  }

  private static Map<String, Object> aggregate(Aggregate aggregate) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("op", Words.spell(aggregate.op()));
    put(json, "field", aggregate.field());
    put(json, "p", oneOrAll(aggregate.percentiles().stream().map(PlanWriter::number).toList()));
    if (aggregate.op() == Op.TOP_K) {
      json.put("k", aggregate.limit());
    } else if (aggregate.op() == Op.COLLECT) {
      json.put("limit", aggregate.limit());
      json.put("distinct", aggregate.distinct());
    } else if (aggregate.op() == Op.COUNT_DISTINCT) {
      json.put("lg_k", aggregate.sketch());
    } else if (aggregate.op() == Op.PERCENTILE) {
      json.put("sketch_k", aggregate.sketch());
    }
    put(json, "where", aggregate.where());
    put(json, "as", oneOrAll(aggregate.names()));
    return json;
  }

  private static Map<String, Object> report(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", Words.spell(report.type()));
    put(json, "fields", report.fields());
    if (report.type() == Report.Type.SUMMARY) {
      json.put("top", report.top());
    }
    return json;
  }

  private static Map<String, Object> detection(Detection detection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", Words.spell(detection.type()));
    json.put("field", detection.field());
    put(json, "by", oneOrAll(detection.by()));
    put(json, "where", detection.where());
    put(json, "threshold", number(detection.threshold()));
    put(json, "min_count", detection.minCount() == 0 ? null : detection.minCount());
    put(json, "alpha", number(detection.alpha()));
    put(json, "window", detection.window() == 0 ? null : detection.window());
    put(json, "above", number(detection.above()));
    put(json, "below", number(detection.below()));
    put(json, "clear", number(detection.clear()));
    if (detection.type() == Detection.Type.THRESHOLD) {
      put(json, "for", duration(detection.lasting()));
    }
    json.put("output", Words.spell(detection.output()));
    json.put("as", detection.as());
    return json;
  }

  private static Map<String, Object> branch(Branch branch) {
    Map<String, Object> json = new LinkedHashMap<>();
    put(json, "where", branch.where());
    json.put("sink", sink(branch.sink()));
    return json;
  }

  private static Map<String, Object> sink(Sink sink) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", sink.topic());
    formats(json, sink.format(), sink.keyFormat(), sink.registry());
    put(json, "key", oneOrAll(sink.key()));
    return json;
  }

  private static Object oneOrAll(List<?> values) {
    return values.size() == 1 ? values.get(0) : values;
  }

  private static @Nullable String duration(@Nullable Duration duration) {
    return duration == null ? null : PlanDuration.format(duration);
  }

  /** Whole numbers without a fraction. */
  private static @Nullable Number number(@Nullable Double number) {
    if (number == null || number != Math.rint(number) || Math.abs(number) > 1e15) {
      return number;
    }
    return number.longValue();
  }

  private static void put(Map<String, Object> json, String key, @Nullable Object value) {
    if (value != null && !(value instanceof List<?> list && list.isEmpty())) {
      json.put(key, value);
    }
  }
}
