package io.acequia.streams.transforms.host;

import io.acequia.streams.transforms.plan.PlanProblem;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Holds a configuration against the cluster before anything is started. */
public final class BrokerCheck {

  private BrokerCheck() {}

  /**
   * What the cluster says.
   *
   * @param unreachable why it could not be asked; null if it could
   * @param problems of the plan with it; those without a place are of the plan as a whole
   */
  public record Findings(@Nullable String unreachable, List<PlanProblem> problems) {}

  /** Looks for the topics that are read, and for state that the plan does not fit. */
  public static Findings of(ApplicationSettings settings) {
    long began = System.nanoTime();
    List<PlanProblem> problems = new ArrayList<>();
    String noEnd = BatchLimit.refusal(settings.plan(), Clock.systemUTC());
    if (noEnd != null) {
      problems.add(new PlanProblem("until", noEnd));
    }
    try (Admin admin = settings.admin()) {
      problems.addAll(new PlanTopics(admin, settings.plan()).missingSources());
      PlanLog planLog = new PlanLog(settings);
      RecordedPlan recorded = planLog.read(admin);
      String refusal = recorded == null ? null : planLog.refusal(recorded.plan(), settings.plan());
      if (refusal != null) {
        problems.add(new PlanProblem("", "cannot replace the one before: " + refusal));
      }
      return new Findings(null, problems);
    } catch (KafkaException e) {
      long millis = (System.nanoTime() - began) / 1_000_000;
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return new Findings(
          "the brokers could not be asked, after " + millis + " ms: " + cause.getMessage(),
          problems);
    }
  }
}
