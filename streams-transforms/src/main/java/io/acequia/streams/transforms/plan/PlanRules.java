package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks that the elements of a plan fit together. */
final class PlanRules {

  private final Plan plan;
  private final JsonNode json;
  private final Problems problems;

  PlanRules(Plan plan, JsonNode json, Problems problems) {
    this.plan = plan;
    this.json = json;
    this.problems = problems;
  }

  void check() {
    checkAggregation();
    checkTopics();
    checkEnrichments();
    checkResultColumns();
    checkDetections();
    checkSinks();
    checkRange();
  }

  private void checkAggregation() {
    boolean aggregating = json.has("aggregate") || json.has("report");
    if (json.has("aggregate") && json.has("report")) {
      problems.add("report", "and aggregate cannot be in one plan: write two plans");
    }
    if (json.has("window") && plan.window() != null && !aggregating) {
      problems.add("window", "needs aggregate or report: there is nothing to compute in a window");
    }
    if (json.has("group_by") && !aggregating) {
      problems.add("group_by", "needs aggregate or report: there is nothing to compute of a group");
    }
    if (json.has("key") && aggregating) {
      problems.add("key", "has no effect on results, whose key is their group: use group_by");
    }
    boolean windowed = json.has("window") || json.path("report").has("window");
    if (json.has("late") && plan.window() == null && !(windowed && problems.at("window"))) {
      problems.add("late", "needs a window: without one no record is too late");
    }
  }

  private void checkTopics() {
    Map<String, TopicUse> seen = new HashMap<>();
    for (TopicUse use : plan.topics()) {
      if (use.topic().isEmpty()) {
        continue;
      }
      if (!TopicNames.isValid(use.topic())) {
        problems.add(
            use.pointer(),
            Words.quote(use.topic())
                + " is not a topic name: letters, digits, '.', '_' and '-', at most 249 of them");
      }
      TopicUse other = seen.putIfAbsent(use.topic(), use);
      if (other != null && !mayShare(other.role(), use.role())) {
        problems.add(use.pointer(), "is the same topic as " + other.pointer());
      }
    }
  }

  private static boolean mayShare(TopicUse.Role one, TopicUse.Role other) {
    boolean bothSinks = one == TopicUse.Role.SINK && other == TopicUse.Role.SINK;
    boolean sourceAndTable = one.isRead() && other.isRead() && one != other;
    return bothSinks || sourceAndTable;
  }

  private void checkEnrichments() {
    Set<String> columns = new HashSet<>();
    Set<String> tables = new HashSet<>();
    for (int i = 0; i < plan.enrich().size(); i++) {
      Enrichment enrichment = plan.enrich().get(i);
      String place = Problems.element("enrich", i);
      if (!enrichment.as().isEmpty() && !columns.add(enrichment.as())) {
        problems.add(place + ".as", Words.quote(enrichment.as()) + " is given twice");
      }
      if (!enrichment.table().isEmpty() && !tables.add(enrichment.table())) {
        problems.add(place + ".table", Words.quote(enrichment.table()) + " is given twice");
      }
    }
  }

  private void checkResultColumns() {
    Set<String> names = new HashSet<>();
    if (plan.window() != null) {
      names.add(Plan.WINDOW_START);
      names.add(Plan.WINDOW_END);
    }
    for (int i = 0; i < plan.groupBy().size(); i++) {
      String name = plan.groupBy().get(i).name();
      if (!name.isEmpty() && !names.add(name)) {
        problems.add(listed("group_by", i), duplicate(name));
      }
    }
    for (int i = 0; i < plan.aggregates().size(); i++) {
      for (String name : plan.aggregates().get(i).names()) {
        if (!names.add(name)) {
          problems.add(Problems.element("aggregate", i) + ".as", duplicate(name));
        }
      }
    }
  }

  private static String duplicate(String name) {
    return "the result would have two columns "
        + Words.quote(name)
        + ": give one another name with \"as\"";
  }

  private void checkDetections() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < plan.detections().size(); i++) {
      Detection detection = plan.detections().get(i);
      String place = json.path("detect").isArray() ? Problems.element("detect", i) : "detect";
      if (!names.add(detection.as()) && !problems.at(place)) {
        problems.add(place + ".as", Words.quote(detection.as()) + " is given twice");
      }
      if (detection.output() != plan.detections().get(0).output() && !problems.at(place)) {
        problems.add(place + ".output", "must be the same in every detection of a plan");
      }
      if (!plan.aggregates().isEmpty()) {
        checkResultColumn(place + ".field", detection.field());
        for (int by = 0; by < detection.by().size(); by++) {
          checkResultColumn(
              detection.by().size() == 1 ? place + ".by" : Problems.element(place + ".by", by),
              detection.by().get(by));
        }
      }
    }
    if (json.has("detect") && json.has("report")) {
      problems.add("detect", "cannot look at a report: use aggregate");
    }
  }

  /** What comes after the aggregates sees only their columns. */
  private void checkResultColumn(String pointer, String expression) {
    List<String> columns = new ArrayList<>();
    plan.groupBy().forEach(column -> columns.add(column.name()));
    plan.aggregates().forEach(aggregate -> columns.addAll(aggregate.names()));
    if (plan.window() != null) {
      columns.add(Plan.WINDOW_START);
      columns.add(Plan.WINDOW_END);
    }
    boolean incomplete = problems.at("aggregate") || problems.at("group_by");
    String root = expression.split("[.\\[]", 2)[0];
    if (!incomplete && Names.isPath(expression) && !columns.contains(root)) {
      problems.add(
          pointer,
          Words.quote(expression)
              + " is not a column of the result, which has "
              + String.join(", ", columns)
              + Words.didYouMean(expression, columns));
    }
  }

  private void checkSinks() {
    if (json.has("sink") && json.has("branch")) {
      problems.add("sink", "and branch: a last branch without where takes what no other takes");
    } else if (!json.has("sink") && !json.has("branch")) {
      problems.add("sink", "is missing");
    }
    boolean flat = !plan.aggregates().isEmpty() && plan.detections().isEmpty();
    for (int i = 0; i < plan.sinks().size(); i++) {
      String place = plan.sink() != null ? "sink" : Problems.element("branch", i) + ".sink";
      List<String> key = plan.sinks().get(i).key();
      for (int k = 0; flat && k < key.size(); k++) {
        String pointer = place + ".key";
        checkResultColumn(key.size() == 1 ? pointer : Problems.element(pointer, k), key.get(k));
      }
    }
    for (int i = 0; i < plan.branches().size(); i++) {
      String place = Problems.element("branch", i) + ".where";
      if (plan.branches().get(i).where() == null
          && i < plan.branches().size() - 1
          && !problems.at(place)) {
        problems.add(place, "is missing: only the last branch may take all that is left");
      }
    }
  }

  private void checkRange() {
    Position until = plan.until();
    if (until == null) {
      return;
    }
    if (plan.from().equals(Position.LATEST)) {
      problems.add("until", "ends a plan that begins with what is written later: set from");
    }
    if (plan.from().at() != null && until.at() != null && !plan.from().at().isBefore(until.at())) {
      problems.add("until", "must be after from");
    }
  }

  /** The place of an element that may stand alone, without a list. */
  private String listed(String key, int index) {
    return json.path(key).isArray() ? Problems.element(key, index) : key;
  }
}
