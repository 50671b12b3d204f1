package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Column;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Report;
import io.acequia.streams.transforms.report.FieldSummary;
import io.acequia.streams.transforms.report.ReportField;
import io.acequia.streams.transforms.report.SummaryReport;
import io.acequia.streams.transforms.row.LayeredRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Rows to figures about each of their fields: a group has one state for each field, which has seen
 * its numbers and its other values apart.
 */
final class Reporting {

  private final Compilation compilation;
  private final Plan plan;
  private final Report report;
  private final Selection selection;
  private final SummaryReport numbersAndOthers;
  private final Originals originals;

  Reporting(Compilation compilation, Report report, Selection selection) {
    this.compilation = compilation;
    this.plan = compilation.plan();
    this.report = report;
    this.selection = selection;
    this.numbersAndOthers = summary(report);
    this.originals = compilation.originals();
  }

  private static SummaryReport summary(Report report) {
    return new SummaryReport(
        List.of(
            new ReportField("number", ReportField.Kind.NUMERIC, 0),
            new ReportField("other", ReportField.Kind.CATEGORICAL, 1)),
        report.top());
  }

  /** The columns of a result's key. */
  static List<String> keyColumns(Plan plan) {
    return Stream.concat(plan.groupBy().stream().map(Column::name), Stream.of("field")).toList();
  }

  /** The figures in a state; null if the plan does not ask for any of such a field. */
  static Function<byte[], @Nullable Map<String, @Nullable Object>> figures(Report report) {
    SummaryReport summary = summary(report);
    return state -> figures(report, summary, state);
  }

  private static @Nullable Map<String, @Nullable Object> figures(
      Report report, SummaryReport summary, byte[] state) {
    List<FieldSummary> both = summary.summaries(summary.aggregates().decode(state));
    FieldSummary numbers = both.get(0);
    FieldSummary others = both.get(1);
    boolean metrics = report.type() == Report.Type.METRICS;
    boolean numeric = numbers.count() >= others.count() && numbers.count() > 0;
    if (metrics && !numeric) {
      return null;
    }
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    put(row, numeric ? numbers : others, numbers.nulls() - others.count(), metrics);
    return row;
  }

  KStream<Object, Map<String, @Nullable Object>> results(
      KStream<Object, Map<String, @Nullable Object>> rows) {
    KStream<List<@Nullable Object>, @Nullable Object[]> values =
        rows.process(RekeyStage.of(this::step), Named.as("inputs"));
    List<String> columns = keyColumns(plan);
    return new Grouping(compilation, numbersAndOthers.aggregates())
        .states(values)
        .process(RekeyStage.of(() -> resultStep(columns)), Named.as("results"));
  }

  private RekeyStage.Step<
          Object, Map<String, @Nullable Object>, List<@Nullable Object>, @Nullable Object[]>
      step() {
    Selection.Step selected = selection.bind();
    List<Expression.Bound> keys =
        Aggregation.groups(compilation).stream().map(Expression::bind).toList();
    List<Expression.Bound> fields =
        compilation.expressions(report.fields(), "report.fields").stream()
            .map(Expression::bind)
            .toList();
    return (view, record, next) -> {
      Map<String, @Nullable Object> row = selected.apply(view);
      if (row == null) {
        return;
      }
      List<@Nullable Object> group = Aggregation.group(keys, view.withValue(row));
      if (fields.isEmpty()) {
        LayeredRow.output(row)
            .forEach((name, value) -> next.accept(input(record, group, name, value, row)));
      }
      for (int i = 0; i < fields.size(); i++) {
        Object value = fields.get(i).value(view);
        next.accept(input(record, group, report.fields().get(i), value, row));
      }
    };
  }

  private Record<List<@Nullable Object>, @Nullable Object[]> input(
      Record<?, ?> record,
      List<@Nullable Object> group,
      String field,
      @Nullable Object value,
      Map<String, @Nullable Object> row) {
    boolean carriesRow = plan.late() != null;
    @Nullable Object[] inputs = new Object[carriesRow ? 3 : 2];
    boolean number = value instanceof Number;
    inputs[0] = number ? value : null;
    // What is nested has no figures but how often it is there.
    boolean nested = value instanceof Map<?, ?> || value instanceof List<?>;
    inputs[1] = number ? null : nested ? "(nested)" : value;
    if (carriesRow) {
      inputs[2] = originals.late(row);
    }
    List<@Nullable Object> key = new ArrayList<>(group);
    key.add(field);
    return record
        .withKey(key)
        .withValue(inputs)
        .withHeaders(originals.withoutRecord(record.headers()));
  }

  private RekeyStage.Step<Object, byte[], Object, Map<String, @Nullable Object>> resultStep(
      List<String> columns) {
    return (view, record, next) -> {
      Map<String, @Nullable Object> figures = figures(report, numbersAndOthers, record.value());
      if (figures == null) {
        return;
      }
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      Grouping.putKey(row, record.key(), columns);
      row.putAll(figures);
      next.accept(record.withKey((Object) Grouping.group(record.key())).withValue(row));
    };
  }

  private static void put(
      Map<String, @Nullable Object> row, FieldSummary summary, long nulls, boolean metrics) {
    boolean numeric = summary.kind() == ReportField.Kind.NUMERIC;
    row.put("kind", summary.kind().name().toLowerCase(Locale.ROOT));
    row.put("count", summary.count());
    row.put("nulls", nulls);
    if (!metrics) {
      row.put("distinct", summary.distinct());
    }
    if (numeric) {
      row.put("mean", summary.mean());
      row.put("stddev", summary.stddev());
      row.put("min", summary.min());
      row.put("max", summary.max());
      List<Double> quartiles = Objects.requireNonNullElse(summary.quartiles(), List.of());
      for (int i = 0; i < 3; i++) {
        row.put("p" + (i + 1) * 25, i < quartiles.size() ? quartiles.get(i) : null);
      }
    } else if (summary.top() != null) {
      row.put("top", summary.top());
    }
  }
}
