package io.acequia.streams.transforms.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * A topic that a plan names.
 *
 * @param pointer the place in the plan, for messages about it
 */
public record TopicUse(String pointer, String topic, Role role) {

  /** What the topic is for. */
  public enum Role {
    /** Read; must exist. */
    SOURCE,
    /** Read for its rows; must exist. */
    TABLE,
    SINK,
    LATE,
    DEAD_LETTER;

    public boolean isRead() {
      return this == SOURCE || this == TABLE;
    }
  }

  static List<TopicUse> of(Plan plan) {
    List<TopicUse> uses = new ArrayList<>();
    for (int i = 0; i < plan.sources().size(); i++) {
      String place = sourcePointer(plan.sources().size(), i) + ".topic";
      List<String> topics = plan.sources().get(i).topics();
      for (int t = 0; t < topics.size(); t++) {
        String pointer = topics.size() == 1 ? place : Problems.element(place, t);
        uses.add(new TopicUse(pointer, topics.get(t), Role.SOURCE));
      }
    }
    for (int i = 0; i < plan.enrich().size(); i++) {
      String pointer = Problems.element("enrich", i) + ".topic";
      uses.add(new TopicUse(pointer, plan.enrich().get(i).topic(), Role.TABLE));
    }
    if (plan.sink() != null) {
      uses.add(new TopicUse("sink.topic", plan.sink().topic(), Role.SINK));
    }
    for (int i = 0; i < plan.branches().size(); i++) {
      String pointer = Problems.element("branch", i) + ".sink.topic";
      uses.add(new TopicUse(pointer, plan.branches().get(i).sink().topic(), Role.SINK));
    }
    if (plan.late() != null) {
      uses.add(new TopicUse("late", plan.late(), Role.LATE));
    }
    if (plan.deadLetter() != null) {
      uses.add(new TopicUse("dead_letter", plan.deadLetter(), Role.DEAD_LETTER));
    }
    return uses;
  }

  /** Where a source stands: one alone is {@code source}, several are {@code sources}. */
  static String sourcePointer(int count, int index) {
    return count == 1 ? "source" : Problems.element("sources", index);
  }
}
