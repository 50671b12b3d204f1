package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.AggregateUpdater;
import io.acequia.streams.transforms.aggregate.PartialState;
import io.acequia.streams.transforms.plan.Column;
import io.acequia.streams.transforms.plan.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/** Rows to one result for each group and window. */
final class Aggregation {

  private final Compilation compilation;
  private final Plan plan;
  private final Selection selection;

  /**
   * @param selection what is left to do of the plan's select and where
   */
  Aggregation(Compilation compilation, Selection selection) {
    this.compilation = compilation;
    this.plan = compilation.plan();
    this.selection = selection;
  }

  KStream<Object, Map<String, @Nullable Object>> results(
      KStream<Object, Map<String, @Nullable Object>> rows) {
    AggregateInputs inputs = new AggregateInputs(compilation);
    AggregateSet aggregates = inputs.aggregates();
    boolean partial = RowCombination.isPossible(plan, aggregates);
    List<Expression> groups = groups(compilation);
    boolean carriesRow = plan.late() != null;
    KStream<List<@Nullable Object>, @Nullable Object[]> taken =
        rows.process(
            RekeyStage.of(
                () ->
                    step(
                        selection.bind(),
                        groups,
                        inputs.bind(),
                        carriesRow,
                        compilation.originals(),
                        partial ? new PartialState(aggregates) : null)),
            Named.as("inputs"));
    List<String> columns = plan.groupBy().stream().map(Column::name).toList();
    return new Grouping(compilation, aggregates)
        .states(taken)
        .process(
            RekeyStage.of(() -> resultStep(new AggregateUpdater(aggregates), columns, inputs)),
            Named.as("results"));
  }

  static List<Expression> groups(Compilation compilation) {
    List<Expression> groups = new ArrayList<>();
    for (int i = 0; i < compilation.plan().groupBy().size(); i++) {
      Column column = compilation.plan().groupBy().get(i);
      groups.add(compilation.expression(column.expression(), "group_by[" + i + "]"));
    }
    return groups;
  }

  private static RekeyStage.Step<
          Object, Map<String, @Nullable Object>, List<@Nullable Object>, @Nullable Object[]>
      step(
          Selection.Step selection,
          List<Expression> groups,
          AggregateInputs.Reader inputs,
          boolean carriesRow,
          Originals originals,
          @Nullable PartialState partial) {
    List<Expression.Bound> keys = groups.stream().map(Expression::bind).toList();
    return (view, record, next) -> {
      Map<String, @Nullable Object> row = selection.apply(view);
      if (row == null) {
        return;
      }
      view.withValue(row);
      @Nullable Object[] values = inputs.read(view, carriesRow ? 1 : 0);
      if (carriesRow) {
        values[values.length - 1] = originals.late(row);
      }
      if (partial != null) {
        values = new Object[] {partial.ofRow(values, record.timestamp())};
      }
      next.accept(
          record
              .withKey(group(keys, view))
              .withValue(values)
              .withHeaders(originals.withoutRecord(record.headers())));
    };
  }

  static List<@Nullable Object> key(List<Expression.Bound> keys, RowView view) {
    List<@Nullable Object> key = new ArrayList<>(keys.size());
    for (Expression.Bound each : keys) {
      key.add(each.value(view));
    }
    return key;
  }

  /** As {@link #key}, with all digits of numbers, so that equal ones can be told. */
  static List<@Nullable Object> group(List<Expression.Bound> keys, RowView view) {
    List<@Nullable Object> group = new ArrayList<>(keys.size());
    for (Expression.Bound each : keys) {
      group.add(each.exact(view));
    }
    return group;
  }

  private static RekeyStage.Step<Object, byte[], Object, Map<String, @Nullable Object>> resultStep(
      AggregateUpdater updater, List<String> columns, AggregateInputs inputs) {
    return (view, record, next) -> {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      Grouping.putKey(row, record.key(), columns);
      List<@Nullable Object> results = updater.results(record.value());
      inputs.putResults(row, results);
      next.accept(record.withKey((Object) Grouping.group(record.key())).withValue(row));
    };
  }
}
