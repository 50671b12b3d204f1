package io.acequia.smt.json;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** Where a walk over a value is, so that a message can name the path. Not thread-safe. */
final class Trail {

  private static final String ELEMENTS = "[*]";

  private final String start;
  private final List<String> steps = new ArrayList<>();

  /**
   * @param start the path of the field with the text
   */
  Trail(String start) {
    this.start = start;
  }

  void enter(String field) {
    steps.add(field);
  }

  void enterElements() {
    steps.add(ELEMENTS);
  }

  void leave() {
    steps.remove(steps.size() - 1);
  }

  /** Before a value, in case that an exception ended the last walk. */
  void reset() {
    steps.clear();
  }

  DataException misfit(String reason) {
    StringBuilder path = new StringBuilder("'").append(start);
    for (String step : steps) {
      path.append(step.equals(ELEMENTS) ? step : "." + step);
    }
    return new DataException(path.append("' ").append(reason).toString());
  }
}
