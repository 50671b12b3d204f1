package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a plan, each place once for each message. */
final class Problems {

  private final List<PlanProblem> found = new ArrayList<>();

  void add(String pointer, String message) {
    PlanProblem problem = new PlanProblem(pointer, message);
    if (!found.contains(problem)) {
      found.add(problem);
    }
  }

  /** Whether something is wrong at this very place or within it. */
  boolean at(String pointer) {
    return found.stream()
        .map(PlanProblem::pointer)
        .anyMatch(
            place ->
                place.equals(pointer)
                    || place.startsWith(pointer + ".")
                    || place.startsWith(pointer + "["));
  }

  /** Says that something else should stand there. */
  void mismatch(String place, String wanted, JsonNode node) {
    add(place, "must be " + wanted + ", but is " + kind(node));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT -> "an object";
      case STRING -> "a text";
      case NUMBER -> "a number";
      case BOOLEAN -> "true or false";
      default -> "null";
    };
  }

  List<PlanProblem> all() {
    return List.copyOf(found);
  }

  static String member(String parent, String key) {
    return parent.isEmpty() ? key : parent + "." + key;
  }

  static String element(String list, int index) {
    return list + "[" + index + "]";
  }
}
