package io.acequia.streams.transforms.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.AggregateState;
import io.acequia.streams.transforms.report.ReportField.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryReportTest {

  private final SummaryReport report =
      new SummaryReport(
          List.of(
              new ReportField("delay", Kind.NUMERIC, 0),
              new ReportField("origin", Kind.CATEGORICAL, 1)),
          10);

  private AggregateState state(Object[]... rows) {
    AggregateState state = report.aggregates().newState();
    for (Object[] row : rows) {
      report.aggregates().add(state, row, 0, 0);
    }
    return state;
  }

  @Test
  void summarisesNumbersAndCategories() {
    AggregateState state =
        state(
            new Object[] {4, "LAS"},
            new Object[] {2, null},
            new Object[] {null, "DTW"},
            new Object[] {6, "LAS"},
            new Object[] {4.0, "LAS"});
    assertThat(report.summaries(state))
        .containsExactly(
            new FieldSummary(
                "delay",
                Kind.NUMERIC,
                4,
                1,
                3,
                4.0,
                Math.sqrt(8 / 3.0),
                2L,
                6L,
                List.of(2.0, 4.0, 4.0),
                null),
            new FieldSummary(
                "origin",
                Kind.CATEGORICAL,
                4,
                1,
                2,
                null,
                null,
                null,
                null,
                null,
                List.of(
                    Map.of("value", "LAS", "count", 3L, "error", 0L),
                    Map.of("value", "DTW", "count", 1L, "error", 0L))));
  }

  @Test
  void noRowsGiveCountsOfZero() {
    assertThat(report.summaries(state()).get(0))
        .isEqualTo(
            new FieldSummary("delay", Kind.NUMERIC, 0, 0, 0, null, null, null, null, null, null));
    assertThat(report.summaries(state()).get(1).top()).isEmpty();
  }

  @Test
  void storedPartsMergeToTheWhole() {
    AggregateSet set = report.aggregates();
    Object[] first = {4, "LAS"};
    Object[] second = {-8, "DTW"};
    Object[] third = {15, "LAS"};
    AggregateState merged = set.decode(set.encode(state(first)));
    set.merge(merged, set.decode(set.encode(state(second, third))));
    assertThat(report.summaries(merged).get(1))
        .isEqualTo(report.summaries(state(first, second, third)).get(1));
    assertThat(report.summaries(merged).get(0).quartiles()).containsExactly(-8.0, 4.0, 15.0);
  }
}
