package io.acequia.streams.transforms.plan;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** A plan that cannot run, with everything that is wrong with it. */
public final class InvalidPlanException extends ConfigException {

  private final transient List<PlanProblem> problems;

  InvalidPlanException(List<PlanProblem> problems) {
    super(problems.stream().map(PlanProblem::toString).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** In the order of the plan; at least one. */
  public List<PlanProblem> problems() {
    return problems;
  }
}
