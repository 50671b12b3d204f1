package io.acequia.streams.transforms.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a changed plan can go on with the state of the plan before it.
 *
 * <p>What only decides which rows come in and where results go may change: where, select, names of
 * aggregates' columns, percentiles, thresholds, emit, sinks, branches, delivery. What decides how
 * state is partitioned, keyed and encoded may not.
 *
 * @param reasons why it cannot; empty if it can
 */
public record PlanChange(List<PlanProblem> reasons) {

  public PlanChange {
    reasons = List.copyOf(reasons);
  }

  public boolean isCompatible() {
    return reasons.isEmpty();
  }

  /** Compares two plans of one application. */
  public static PlanChange between(Plan before, Plan after) {
    Map<String, String> old = new LinkedHashMap<>(StateShape.of(before));
    Map<String, String> now = new LinkedHashMap<>(StateShape.of(after));
    List<PlanProblem> reasons = new ArrayList<>();
    if (old.isEmpty()) {
      return new PlanChange(reasons);
    }
    Map<String, String> oldTables = StateShape.globalTables(before);
    StateShape.globalTables(after)
        .forEach(
            (table, shape) -> {
              String was = oldTables.getOrDefault(table, shape);
              old.put(table, was);
              now.put(table, shape);
            });
    Set<String> places = new LinkedHashSet<>(old.keySet());
    places.addAll(now.keySet());
    for (String place : places) {
      String was = old.get(place);
      String is = now.get(place);
      if (was == null) {
        reasons.add(new PlanProblem(place, "is new (" + is + "): there is no state of it"));
      } else if (is == null) {
        reasons.add(new PlanProblem(place, "is gone (" + was + "), but its state is there"));
      } else if (!was.equals(is)) {
        reasons.add(new PlanProblem(place, "was " + was + " and is now " + is));
      }
    }
    return new PlanChange(reasons);
  }
}
