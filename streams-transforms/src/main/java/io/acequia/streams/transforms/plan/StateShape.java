package io.acequia.streams.transforms.plan;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the state of a plan depends on: by place in the plan, a description of what is there. */
final class StateShape {

  private final Map<String, String> parts = new LinkedHashMap<>();

  private StateShape() {}

  /** Empty if the plan has no state but global tables. */
  static Map<String, String> of(Plan plan) {
    StateShape shape = new StateShape();
    plan.enrich().forEach(shape::enrichment);
    if (plan.isAggregating()) {
      shape.aggregation(plan);
    }
    for (int i = 0; i < plan.detections().size(); i++) {
      shape.detection(plan, i);
    }
    if (!shape.parts.isEmpty()) {
      List<String> topics =
          plan.sources().stream().flatMap(source -> source.topics().stream()).sorted().toList();
      shape.parts.put("source.topic", String.join(", ", topics));
    }
    return shape.parts;
  }

  /** Tables that every instance fills anew, so that they may come and go, but not change. */
  static Map<String, String> globalTables(Plan plan) {
    return plan.enrich().stream()
        .filter(enrichment -> enrichment.type() == Enrichment.Type.GLOBAL)
        .collect(
            Collectors.toMap(
                enrichment -> "table " + enrichment.table(),
                Enrichment::topic,
                (a, b) -> a,
                LinkedHashMap::new));
  }

  private void enrichment(Enrichment enrichment) {
    if (enrichment.type() == Enrichment.Type.GLOBAL) {
      return;
    }
    String place = "enrich " + enrichment.as() + " ";
    parts.put(place + "type", Words.spell(enrichment.type()));
    parts.put(place + "table", enrichment.table());
    parts.put(place + "topic", enrichment.topic());
    parts.put(place + "key", enrichment.key());
    put(place + "history", enrichment.history());
    put(place + "within", enrichment.within());
    if (enrichment.type().hasTime()) {
      put(place + "grace", enrichment.grace());
    }
    if (enrichment.type() == Enrichment.Type.STREAM) {
      parts.put(place + "join", Words.spell(enrichment.join()));
      parts.put(place + "on", enrichment.on() == null ? "the record key" : enrichment.on());
    }
  }

  private void aggregation(Plan plan) {
    String columns =
        plan.groupBy().stream()
            .map(column -> column.expression() + " AS " + column.name())
            .collect(Collectors.joining(", "));
    parts.put("group_by", columns.isEmpty() ? "one group of all rows" : columns);
    Window window = plan.window();
    parts.put("window.type", window == null ? "none" : Words.spell(window.type()));
    if (window != null) {
      put("window.size", window.size());
      put("window.advance", window.advance());
      put("window.gap", window.gap());
      put("window.grace", window.grace());
      put("window.retention", window.retention());
    }
    for (int i = 0; i < plan.aggregates().size(); i++) {
      parts.put(Problems.element("aggregate", i), state(plan.aggregates().get(i)));
    }
    Report report = plan.report();
    if (report != null) {
      String fields = report.fields().isEmpty() ? "all fields" : String.join(", ", report.fields());
      boolean summary = report.type() == Report.Type.SUMMARY;
      String top = summary ? " with the top " + report.top() : "";
      parts.put("report", Words.spell(report.type()) + " of " + fields + top);
    }
  }

  /** The state of an aggregate; the names and percentiles that are read from it do not matter. */
  private static String state(Aggregate aggregate) {
    String text =
        Words.spell(aggregate.op())
            + "("
            + (aggregate.field() == null ? "*" : aggregate.field())
            + (aggregate.limit() == 0 ? "" : ", " + aggregate.limit())
            + (aggregate.distinct() ? ", distinct" : "")
            + (aggregate.sketch() == 0 ? "" : ", sketch of " + aggregate.sketch())
            + ")";
    return aggregate.where() == null ? text : text + " where " + aggregate.where();
  }

  private void detection(Plan plan, int index) {
    Detection detection = plan.detections().get(index);
    String by = String.join(", ", detection.by());
    String window = detection.window() == 0 ? "" : " over " + detection.window();
    parts.put(
        Problems.element("detect", index),
        Words.spell(detection.type())
            + " of "
            + detection.field()
            + (by.isEmpty() ? "" : " by " + by)
            + window);
    if (!plan.key().isEmpty()) {
      parts.put("key", String.join(", ", plan.key()));
    }
  }

  private void put(String place, @Nullable Duration duration) {
    if (duration != null) {
      parts.put(place, PlanDuration.format(duration));
    }
  }
}
