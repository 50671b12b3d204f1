package io.acequia.streams.transforms.topology;

import io.acequia.sql.json.JsonWriter;
import io.acequia.sql.time.IsoTimestamp;
import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.AggregateUpdater;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Window;
import io.acequia.streams.transforms.row.KeySerde;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.kstream.Aggregator;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Initializer;
import org.apache.kafka.streams.kstream.KGroupedStream;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Merger;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.SessionWindows;
import org.apache.kafka.streams.kstream.SlidingWindows;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.SessionStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;

/**
 * Takes inputs together by group and window. Results on close are held back by {@link CloseStage}
 * in front of a store of the usual kind, which is the same however results are written, so that a
 * plan may change that. Streams' own two ways (4.3.1) do not do: EmitStrategy finds closed windows
 * in their store, where sessions and sliding windows are gone when the time makes a step longer
 * than gap or size and grace; suppression keeps all open windows in memory, and has no end for a
 * batch.
 */
final class Grouping {

  /** The store of the aggregation. */
  static final String STORE = "aggregate";

  static final String GATE = "late-gate";

  private final Compilation compilation;
  private final ThreadLocal<AggregateUpdater> updaters;
  private final boolean carriesRow;

  Grouping(Compilation compilation, AggregateSet aggregates) {
    this.compilation = compilation;
    // Streams gives all of its threads one aggregator.
    this.updaters = ThreadLocal.withInitial(() -> new AggregateUpdater(aggregates));
    this.carriesRow = compilation.plan().late() != null;
  }

  /**
   * The states of groups, as they change or as windows close, with the key's window if there are
   * any.
   *
   * @param inputs of the aggregates, and behind them the row, if the plan has a topic of late ones
   */
  KStream<Object, byte[]> states(KStream<List<@Nullable Object>, @Nullable Object[]> inputs) {
    KStream<List<@Nullable Object>, Gated> gated =
        inputs
            .repartition(
                Repartitioned.<List<@Nullable Object>, @Nullable Object[]>as("group")
                    .withKeySerde(Compilation.GROUPS)
                    .withValueSerde(Compilation.VALUES))
            .processValues(
                () -> new LateGate(compilation.plan().window(), STORE, carriesRow), Named.as(GATE));
    writeLate(gated);
    KGroupedStream<List<@Nullable Object>, Gated> grouped =
        gated
            .filter((key, value) -> !(value instanceof Gated.Late), Named.as("in-time"))
            .groupByKey(
                Grouped.<List<@Nullable Object>, Gated>as("group")
                    .withKeySerde(Compilation.GROUPS));
    return aggregated(grouped);
  }

  private void writeLate(KStream<List<@Nullable Object>, Gated> gated) {
    String late = compilation.plan().late();
    if (late == null) {
      return;
    }
    gated
        .filter((key, value) -> value instanceof Gated.Late, Named.as("late"))
        .process(
            RekeyStage.<List<@Nullable Object>, Gated, byte @Nullable [], byte[]>of(
                () ->
                    (view, record, next) ->
                        next.accept(
                            record
                                .withKey(KeySerde.TEXT.toBytes(record.key()))
                                .withValue(json((Gated.Late) record.value())))),
            Named.as("late-record"))
        .to(late, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("late-sink"));
  }

  private static byte[] json(Gated.Late late) {
    return JsonWriter.write(late.row(), null).getBytes(StandardCharsets.UTF_8);
  }

  private KStream<Object, byte[]> aggregated(
      KGroupedStream<List<@Nullable Object>, Gated> grouped) {
    Initializer<byte[]> nothing = () -> null;
    Aggregator<List<@Nullable Object>, Gated, byte[]> adding =
        (key, value, state) -> add(value, state);
    Window window = compilation.plan().window();
    if (window == null) {
      return changes(
          grouped.aggregate(
              nothing,
              adding,
              Named.as(STORE),
              stored(
                  Materialized.<List<@Nullable Object>, byte[], KeyValueStore<Bytes, byte[]>>as(
                      STORE))));
    }
    Materialized<List<@Nullable Object>, byte[], WindowStore<Bytes, byte[]>> windows =
        stored(
            Materialized.<List<@Nullable Object>, byte[], WindowStore<Bytes, byte[]>>as(STORE)
                .withRetention(window.retention()));
    return switch (window.type()) {
      case TUMBLING, HOPPING ->
          results(
              grouped
                  .windowedBy(times(window))
                  .aggregate(nothing, adding, Named.as(STORE), windows));
      case SLIDING ->
          results(
              grouped
                  .windowedBy(
                      SlidingWindows.ofTimeDifferenceAndGrace(
                          Objects.requireNonNull(window.size()), window.grace()))
                  .aggregate(nothing, adding, Named.as(STORE), windows));
      case SESSION -> {
        Merger<List<@Nullable Object>, byte[]> merging =
            (key, one, other) -> one == null ? other : updaters.get().merge(one, other);
        yield results(
            grouped
                .windowedBy(
                    SessionWindows.ofInactivityGapAndGrace(
                        Objects.requireNonNull(window.gap()), window.grace()))
                .aggregate(
                    nothing,
                    adding,
                    merging,
                    Named.as(STORE),
                    stored(
                        Materialized
                            .<List<@Nullable Object>, byte[], SessionStore<Bytes, byte[]>>as(STORE)
                            .withRetention(window.retention()))));
      }
    };
  }

  private KStream<Object, byte[]> results(KTable<Windowed<List<@Nullable Object>>, byte[]> table) {
    Window window = Objects.requireNonNull(compilation.plan().window());
    if (window.emit() == Window.Emit.ON_UPDATE) {
      return changes(table);
    }
    var unused =
        compilation
            .builder()
            .addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(CloseStage.STORE),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                    .withCachingEnabled());
    WindowClosing closing = compilation.closing();
    return table
        .toStream(Named.as("changes"))
        .process(() -> new CloseStage(window, closing), Named.as("states"), CloseStage.STORE);
  }

  private static TimeWindows times(Window window) {
    TimeWindows windows =
        TimeWindows.ofSizeAndGrace(Objects.requireNonNull(window.size()), window.grace());
    return window.advance() == null ? windows : windows.advanceBy(window.advance());
  }

  private byte @Nullable [] add(Gated value, byte @Nullable [] state) {
    if (value instanceof Gated.InTime row) {
      return updaters.get().add(state, row.inputs(), row.timestamp(), row.offset());
    }
    throw new IllegalStateException("a late row has come through");
  }

  private static <S extends StateStore> Materialized<List<@Nullable Object>, byte[], S> stored(
      Materialized<List<@Nullable Object>, byte[], S> materialized) {
    return materialized.withKeySerde(Compilation.GROUPS).withValueSerde(Serdes.ByteArray());
  }

  /** Without the deletions of sessions that have become part of another one. */
  private static <K> KStream<Object, byte[]> changes(KTable<K, byte[]> table) {
    return table
        .toStream(Named.as("changes"))
        .process(
            RekeyStage.<K, byte[], Object, byte[]>of(
                () ->
                    (view, record, next) -> {
                      if (record.value() != null) {
                        next.accept(record.withKey((Object) record.key()));
                      }
                    }),
            Named.as("states"));
  }

  /** The group of a key of {@link #states}. */
  @SuppressWarnings("unchecked") // The keys that states() gives.
  static List<@Nullable Object> group(Object key) {
    return (List<@Nullable Object>) (key instanceof Windowed<?> windowed ? windowed.key() : key);
  }

  /** Puts the columns of a result that tell its group and window. */
  static void putKey(Map<String, @Nullable Object> row, Object key, List<String> columns) {
    List<@Nullable Object> group = group(key);
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), group.get(i));
    }
    if (key instanceof Windowed<?> windowed) {
      row.put(Plan.WINDOW_START, IsoTimestamp.format(windowed.window().start()));
      row.put(Plan.WINDOW_END, IsoTimestamp.format(windowed.window().end()));
    }
  }
}
