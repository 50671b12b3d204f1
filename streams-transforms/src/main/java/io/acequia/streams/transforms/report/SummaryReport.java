package io.acequia.streams.transforms.report;

import io.acequia.streams.transforms.aggregate.AggregateOp;
import io.acequia.streams.transforms.aggregate.AggregateOptions;
import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.AggregateSpec;
import io.acequia.streams.transforms.aggregate.AggregateState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A summary of fields, as {@code calculate_metrics} and {@code create_summary_report} make it: a
 * layout over {@link AggregateSet}, whose states it uses, so that they are stored, updated and
 * merged like any other aggregates'. Immutable.
 */
public final class SummaryReport {

  private final List<ReportField> fields;
  private final int top;
  private final AggregateSet aggregates;

  /**
   * @param top how many of the most frequent values are found of a categorical field
   */
  public SummaryReport(List<ReportField> fields, int top) {
    this.fields = List.copyOf(fields);
    this.top = top;
    List<AggregateSpec> specs = new ArrayList<>(List.of(AggregateSpec.countRows()));
    for (ReportField field : fields) {
      specs.addAll(field.kind() == ReportField.Kind.NUMERIC ? numeric(field) : categorical(field));
    }
    aggregates = AggregateSet.of(specs);
  }

  /** What collects the report: its states, rows and stored form. */
  public AggregateSet aggregates() {
    return aggregates;
  }

  /** One summary for each field, in their order. */
  public List<FieldSummary> summaries(AggregateState state) {
    List<@Nullable Object> results = aggregates.results(state);
    long rows = number(results.get(0));
    List<FieldSummary> summaries = new ArrayList<>();
    int next = 1;
    for (ReportField field : fields) {
      boolean numeric = field.kind() == ReportField.Kind.NUMERIC;
      int width = numeric ? numeric(field).size() : categorical(field).size();
      List<@Nullable Object> own = results.subList(next, next + width);
      summaries.add(numeric ? numericSummary(field, rows, own) : topSummary(field, rows, own));
      next += width;
    }
    return summaries;
  }

  private static List<AggregateSpec> numeric(ReportField field) {
    return List.of(
        spec(AggregateOp.COUNT, field),
        spec(AggregateOp.COUNT_DISTINCT, field),
        spec(AggregateOp.AVG, field),
        spec(AggregateOp.STDDEV, field),
        spec(AggregateOp.MIN, field),
        spec(AggregateOp.MAX, field),
        percentile(field, 25),
        percentile(field, 50),
        percentile(field, 75));
  }

  private List<AggregateSpec> categorical(ReportField field) {
    AggregateOptions most = AggregateOptions.DEFAULTS.withLimit(top);
    return List.of(
        spec(AggregateOp.COUNT, field),
        spec(AggregateOp.COUNT_DISTINCT, field),
        new AggregateSpec(AggregateOp.TOP_K, field.input(), field.name(), most));
  }

  private static FieldSummary numericSummary(
      ReportField field, long rows, List<@Nullable Object> own) {
    long count = number(own.get(0));
    List<Double> quartiles = new ArrayList<>();
    for (Object quartile : own.subList(6, 9)) {
      if (quartile instanceof Double present) {
        quartiles.add(present);
      }
    }
    return new FieldSummary(
        field.name(),
        field.kind(),
        count,
        rows - count,
        number(own.get(1)),
        own.get(2),
        (Double) own.get(3),
        own.get(4),
        own.get(5),
        quartiles.isEmpty() ? null : quartiles,
        null);
  }

  private static FieldSummary topSummary(ReportField field, long rows, List<@Nullable Object> own) {
    long count = number(own.get(0));
    @SuppressWarnings("unchecked") // What TOP_K gives.
    List<Map<String, Object>> top = (List<Map<String, Object>>) own.get(2);
    return new FieldSummary(
        field.name(),
        field.kind(),
        count,
        rows - count,
        number(own.get(1)),
        null,
        null,
        null,
        null,
        null,
        top);
  }

  private static long number(@Nullable Object count) {
    return count instanceof Long number ? number : 0;
  }

  private static AggregateSpec spec(AggregateOp op, ReportField field) {
    return AggregateSpec.of(op, field.input(), field.name());
  }

  private static AggregateSpec percentile(ReportField field, double p) {
    return new AggregateSpec(
        AggregateOp.PERCENTILE,
        field.input(),
        field.name(),
        AggregateOptions.DEFAULTS.withPercentile(p));
  }
}
