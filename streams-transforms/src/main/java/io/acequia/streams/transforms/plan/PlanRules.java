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
      boolean bothSinks =
          other != null && other.role() == TopicUse.Role.SINK && use.role() == TopicUse.Role.SINK;
      boolean bothTables = // checkEnrichments() knows which may share one
          other != null && other.role() == TopicUse.Role.TABLE && use.role() == other.role();
      if (other != null && !bothSinks && !bothTables) {
        problems.add(use.pointer(), "is the same topic as " + other.pointer());
      }
    }
  }

  private void checkEnrichments() {
    Set<String> columns = new HashSet<>();
    for (int i = 0; i < plan.enrich().size(); i++) {
      Enrichment enrichment = plan.enrich().get(i);
      String place = Problems.element("enrich", i);
      if (!enrichment.as().isEmpty() && !columns.add(enrichment.as())) {
        problems.add(place + ".as", Words.quote(enrichment.as()) + " is given twice");
      }
      for (int earlier = 0; earlier < i; earlier++) {
        checkSharing(place, enrichment, earlier, plan.enrich().get(earlier));
      }
    }
  }

  /** A topic can be read once only, so two enrichments by it must be able to share one table. */
  private void checkSharing(String place, Enrichment one, int earlier, Enrichment other) {
    boolean incomplete = one.topic().isEmpty() || other.topic().isEmpty() || problems.at(place);
    boolean same = one.table().equals(other.table()) || one.topic().equals(other.topic());
    if (!incomplete && same && !one.sharesTableWith(other)) {
      problems.add(
          place,
          "reads the same table or topic as "
              + Problems.element("enrich", earlier)
              + " and must be like it in all but key, as and join; streams cannot be shared");
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
        problems.add(listed(json.path("group_by"), "group_by", i), duplicate(name));
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
      String place = listed(json.path("detect"), "detect", i);
      if (!names.add(detection.as()) && !problems.at(place)) {
        problems.add(place + ".as", Words.quote(detection.as()) + " is given twice");
      }
      if (detection.output() != plan.detections().get(0).output() && !problems.at(place)) {
        problems.add(place + ".output", "must be the same in every detection of a plan");
      }
      if (detection.output() == Detection.Output.FLAG && resultColumns().contains(detection.as())) {
        problems.add(place + ".as", duplicate(detection.as()));
      }
      if (!plan.aggregates().isEmpty()) {
        checkResultColumn(place + ".field", detection.field());
        for (int by = 0; by < detection.by().size(); by++) {
          checkResultColumn(
              listed(detectionNode(i).path("by"), place + ".by", by), detection.by().get(by));
        }
      }
    }
    if (json.has("detect") && json.has("report")) {
      problems.add("detect", "cannot look at a report: use aggregate");
    }
  }

  /** What comes after the aggregates sees only their columns. */
  private void checkResultColumn(String pointer, String expression) {
    List<String> columns = resultColumns();
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

  private List<String> resultColumns() {
    List<String> columns = new ArrayList<>();
    plan.groupBy().forEach(column -> columns.add(column.name()));
    plan.aggregates().forEach(aggregate -> columns.addAll(aggregate.names()));
    if (plan.window() != null && plan.isAggregating()) {
      columns.add(Plan.WINDOW_START);
      columns.add(Plan.WINDOW_END);
    }
    return columns;
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
        checkResultColumn(listed(sinkNode(i).path("key"), place + ".key", k), key.get(k));
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
  private static String listed(JsonNode node, String place, int index) {
    return node.isArray() ? Problems.element(place, index) : place;
  }

  private JsonNode detectionNode(int index) {
    JsonNode node = json.path("detect");
    return node.isArray() ? node.path(index) : node;
  }

  private JsonNode sinkNode(int index) {
    return plan.sink() != null ? json.path("sink") : json.path("branch").path(index).path("sink");
  }
}
