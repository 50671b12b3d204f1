package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.acequia.streams.transforms.plan.ExpressionChecker.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has every SQL text of a plan checked. */
final class ExpressionRules {

  private final Plan plan;
  private final JsonNode json;
  private final Problems problems;
  private final ExpressionChecker checker;

  ExpressionRules(Plan plan, JsonNode json, Problems problems, ExpressionChecker checker) {
    this.plan = plan;
    this.json = json;
    this.problems = problems;
    this.checker = checker;
  }

  void check() {
    for (int i = 0; i < plan.sources().size(); i++) {
      Source source = plan.sources().get(i);
      String place = json.has("sources") ? Problems.element("sources", i) : "source";
      JsonNode node = json.has("sources") ? json.path("sources").path(i) : json.path("source");
      check(Kind.CONDITION, place + ".where", source.where());
      select(node.path("select"), place + ".select", source.select());
    }
    for (int i = 0; i < plan.enrich().size(); i++) {
      String place = Problems.element("enrich", i);
      check(Kind.VALUE, place + ".key", plan.enrich().get(i).key());
      check(Kind.VALUE, place + ".on", plan.enrich().get(i).on());
    }
    check(Kind.CONDITION, "where", plan.where());
    select(json.path("select"), "select", plan.select());
    values(json.path("key"), "key", plan.key());
    values(
        json.path("group_by"),
        "group_by",
        plan.groupBy().stream().map(Column::expression).toList());
    for (int i = 0; i < plan.aggregates().size(); i++) {
      String place = Problems.element("aggregate", i);
      check(Kind.VALUE, place + ".field", plan.aggregates().get(i).field());
      check(Kind.CONDITION, place + ".where", plan.aggregates().get(i).where());
    }
    for (int i = 0; i < plan.detections().size(); i++) {
      boolean list = json.path("detect").isArray();
      String place = list ? Problems.element("detect", i) : "detect";
      JsonNode node = list ? json.path("detect").path(i) : json.path("detect");
      check(Kind.VALUE, place + ".field", plan.detections().get(i).field());
      check(Kind.CONDITION, place + ".where", plan.detections().get(i).where());
      values(node.path("by"), place + ".by", plan.detections().get(i).by());
    }
    for (int i = 0; i < plan.branches().size(); i++) {
      String place = Problems.element("branch", i) + ".where";
      check(Kind.CONDITION, place, plan.branches().get(i).where());
    }
  }

  /** The parts of a select list, and if they are right, the list as a whole. */
  private void select(JsonNode node, String place, List<String> parts) {
    each(Kind.SELECT_LIST, node, place, parts);
    if (parts.size() > 1 && !problems.at(place)) {
      check(Kind.SELECT_LIST, place, String.join(", ", parts));
    }
  }

  private void values(JsonNode node, String place, List<String> texts) {
    each(Kind.VALUE, node, place, texts);
  }

  private void each(Kind kind, JsonNode node, String place, List<String> texts) {
    for (int i = 0; i < texts.size(); i++) {
      check(kind, node.isArray() ? Problems.element(place, i) : place, texts.get(i));
    }
  }

  private void check(Kind kind, String place, @Nullable String text) {
    if (text == null || text.isEmpty()) {
      return;
    }
    ExpressionChecker.Finding finding = checker.check(kind, text);
    if (finding != null) {
      String at = " at line " + finding.line() + ", column " + finding.column();
      String message = finding.message();
      problems.add(place, message.endsWith(at) ? message : message + at);
    }
  }
}
