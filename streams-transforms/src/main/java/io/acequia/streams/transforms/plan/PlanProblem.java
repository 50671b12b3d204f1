package io.acequia.streams.transforms.plan;

/**
 * One thing that is wrong with a plan.
 *
 * @param pointer the place as users write it, such as {@code aggregate[2].field}; empty for the
 *     plan as a whole
 * @param message what is wrong there, as the rest of a sentence
 */
public record PlanProblem(String pointer, String message) {

  @Override
  public String toString() {
    return pointer.isEmpty() ? "the plan " + message : pointer + " " + message;
  }
}
