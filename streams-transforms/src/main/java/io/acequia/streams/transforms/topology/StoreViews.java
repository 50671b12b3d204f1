package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.plan.Column;
import io.acequia.streams.transforms.plan.Detection;
import io.acequia.streams.transforms.plan.Enrichment;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Window;
import io.acequia.streams.transforms.query.StoreKey;
import io.acequia.streams.transforms.query.StoreView;
import io.acequia.streams.transforms.query.StoreView.Kind;
import io.acequia.streams.transforms.row.KeySerde;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * What the stores of a plan's topology hold, for queries: {@code results} of its aggregates or
 * report, {@code table.<name>} of each table, {@code detect.<as>} of each detection.
 */
final class StoreViews {

  static final String RESULTS = "results";

  /** The column of a record's key, as expressions call it. */
  private static final String KEY = "_key";

  private final Compilation compilation;
  private final Plan plan;

  StoreViews(Compilation compilation) {
    this.compilation = compilation;
    this.plan = compilation.plan();
  }

  Map<String, StoreView<?, ?>> all() {
    Map<String, StoreView<?, ?>> views = new LinkedHashMap<>();
    if (plan.isAggregating()) {
      views.put(RESULTS, results());
    }
    for (Enrichment side : plan.enrich()) {
      if (side.type() != Enrichment.Type.STREAM) {
        views.putIfAbsent("table." + side.table(), table(side));
      }
    }
    for (int i = 0; i < plan.detections().size(); i++) {
      Detection detection = plan.detections().get(i);
      StoreView<?, ?> view = detector(detection, Detections.store(i));
      String name = "detect." + detection.as();
      // Several that give alerts may have one name.
      views.put(views.containsKey(name) ? name + "." + i : name, view);
    }
    return views;
  }

  private StoreView<?, ?> results() {
    if (plan.report() != null) {
      return grouped(Reporting.keyColumns(plan), Reporting.figures(plan.report()));
    }
    AggregateInputs inputs = new AggregateInputs(compilation);
    AggregateSet aggregates = inputs.aggregates();
    return grouped(
        plan.groupBy().stream().map(Column::name).toList(),
        state -> {
          Map<String, @Nullable Object> row = new LinkedHashMap<>();
          inputs.putResults(row, aggregates.results(aggregates.decode(state)));
          return row;
        });
  }

  private StoreView<?, ?> grouped(
      List<String> columns, Function<byte[], @Nullable Map<String, @Nullable Object>> figures) {
    Window window = plan.window();
    StoreKey<List<@Nullable Object>> key = key(columns);
    if (window == null) {
      return StoreView.of(Grouping.STORE, Kind.ROWS, key, figures);
    }
    if (window.type() == Window.Type.SESSION || window.size() == null) {
      return StoreView.of(Grouping.STORE, Kind.SESSIONS, key, figures);
    }
    return new StoreView<>(Grouping.STORE, Kind.WINDOWS, window.size().toMillis(), key, figures);
  }

  /** What tells the series of a detection apart. */
  private List<String> series(Detection detection) {
    if (!detection.by().isEmpty()) {
      return detection.by();
    }
    if (plan.report() != null) {
      return Reporting.keyColumns(plan);
    }
    if (plan.isAggregating()) {
      return plan.groupBy().stream().map(Column::name).toList();
    }
    return plan.key().isEmpty() ? List.of(KEY) : plan.key();
  }

  private StoreView<?, ?> detector(Detection detection, String store) {
    Judge judge = Judge.of(detection);
    Function<byte[], @Nullable Map<String, @Nullable Object>> columns =
        state -> {
          Judge.Standing standing = judge.standing(state);
          Map<String, @Nullable Object> row = new LinkedHashMap<>();
          row.put(detection.as(), standing.alert());
          standing.figures().forEach((end, value) -> row.put(detection.as() + end, value));
          return row;
        };
    return StoreView.of(store, Kind.ROWS, key(series(detection)), columns);
  }

  private static StoreKey<List<@Nullable Object>> key(List<String> columns) {
    return new StoreKey<>(
        columns, Compilation.GROUPS.serializer(), Function.identity(), Function.identity());
  }

  private static StoreView<?, ?> table(Enrichment side) {
    KeySerde keys = Compilation.keys(side.keyFormat(), "enrich");
    StoreKey<Object> key =
        new StoreKey<>(
            List.of(KEY),
            keys.serializer(),
            values -> canonical(keys, values.get(0)),
            Collections::singletonList);
    Kind kind =
        switch (side.type()) {
          case GLOBAL -> Kind.GLOBAL;
          case AS_OF -> Kind.VERSIONS;
          default -> Kind.ROWS;
        };
    Function<Map<String, @Nullable Object>, @Nullable Map<String, @Nullable Object>> columns =
        row -> row;
    return StoreView.of(Enrichments.store(side), kind, key, columns);
  }

  private static Object canonical(KeySerde keys, @Nullable Object value) {
    Object key = keys.canonical(value);
    if (key == null) {
      throw new DataException("a table has no row for null");
    }
    return key;
  }
}
