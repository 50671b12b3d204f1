package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Aggregate;
import io.acequia.streams.transforms.plan.Branch;
import io.acequia.streams.transforms.plan.Detection;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Sink;
import io.acequia.streams.transforms.plan.Source;
import io.acequia.streams.transforms.source.EventTimeReader;
import io.acequia.streams.transforms.source.Wanted;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of its events a plan needs, so that no others are parsed. */
final class PlanFields {

  private final Compilation compilation;
  private final Plan plan;
  private final Set<String> names = new HashSet<>();

  PlanFields(Compilation compilation) {
    this.compilation = compilation;
    this.plan = compilation.plan();
  }

  /** Of a source with its own selection. */
  Wanted of(Source source, Selection own) {
    String time = new EventTimeReader(source.timestamp()).rootField();
    if (time != null) {
      names.add(time);
    }
    names.addAll(own.rootFields());
    if (!source.select().isEmpty()) {
      return new Wanted(names, own.readsAll());
    }
    Selection selection = Selection.layering(plan.select(), plan.where(), compilation.functions());
    names.addAll(selection.rootFields());
    boolean whole = !plan.select().isEmpty() && selection.readsAll();
    // A late event is written out as it came.
    if (whole || plan.late() != null || (!plan.isAggregating() && plan.select().isEmpty())) {
      return Wanted.ALL;
    }
    plan.key().forEach(this::add);
    plan.enrich().forEach(enrichment -> add(enrichment.key()));
    plan.groupBy().forEach(column -> add(column.expression()));
    for (Aggregate aggregate : plan.aggregates()) {
      add(aggregate.field());
      add(aggregate.where());
    }
    if (plan.report() != null) {
      plan.report().fields().forEach(this::add);
      return new Wanted(names, plan.report().fields().isEmpty());
    }
    if (!plan.isAggregating()) {
      addOutputs();
    }
    return new Wanted(names, false);
  }

  private void addOutputs() {
    for (Detection detection : plan.detections()) {
      add(detection.field());
      add(detection.where());
      detection.by().forEach(this::add);
    }
    for (Branch branch : plan.branches()) {
      add(branch.where());
    }
    for (Sink sink : plan.sinks()) {
      sink.key().forEach(this::add);
    }
  }

  private void add(@Nullable String expression) {
    if (expression != null) {
      names.addAll(compilation.expression(expression, "").rootFields());
    }
  }
}
