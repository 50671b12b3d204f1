package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Enrichment;
import io.acequia.streams.transforms.row.KeySerde;
import io.acequia.streams.transforms.row.LayeredRow;
import io.acequia.streams.transforms.row.Plain;
import io.acequia.streams.transforms.source.EventTimeReader;
import io.acequia.streams.transforms.source.ParsedRows;
import io.acequia.streams.transforms.source.TableSerde;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.JoinWindows;
import org.apache.kafka.streams.kstream.Joined;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.kstream.StreamJoined;
import org.apache.kafka.streams.kstream.TableJoined;
import org.apache.kafka.streams.kstream.ValueJoiner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Adds to each row the matching rows of other topics. */
final class Enrichments {

  /** Holds a row's own key while it is found by another. No field of a plan has such a name. */
  private static final String KEY = "\u0000key";

  private final Compilation compilation;
  private final EventSources sources;
  private final Map<String, KTable<Object, Map<String, @Nullable Object>>> tables = new HashMap<>();
  private final Set<String> globals = new HashSet<>();

  Enrichments(Compilation compilation, EventSources sources) {
    this.compilation = compilation;
    this.sources = sources;
  }

  KStream<Object, Map<String, @Nullable Object>> apply(
      KStream<Object, Map<String, @Nullable Object>> events) {
    KStream<Object, Map<String, @Nullable Object>> stream = events;
    for (int i = 0; i < compilation.plan().enrich().size(); i++) {
      Enrichment enrichment = compilation.plan().enrich().get(i);
      String pointer = "enrich[" + i + "]";
      stream =
          switch (enrichment.type()) {
            case GLOBAL -> global(stream, enrichment, pointer);
            case TABLE, AS_OF -> table(stream, enrichment, pointer);
            case FOREIGN_KEY -> foreignKey(stream, enrichment, pointer);
            case STREAM -> stream(stream, enrichment, pointer);
          };
    }
    return stream;
  }

  private KStream<Object, Map<String, @Nullable Object>> global(
      KStream<Object, Map<String, @Nullable Object>> stream, Enrichment side, String pointer) {
    if (globals.add(side.table())) {
      var unused =
          compilation
              .builder()
              .globalTable(side.topic(), consumed(side, pointer), materialized(side, pointer));
    }
    Expression key = compilation.expression(side.key(), pointer + ".key");
    return stream.processValues(
        () -> new GlobalLookup(store(side), key.bind(), side), Named.as("enrich-" + side.as()));
  }

  private KStream<Object, Map<String, @Nullable Object>> table(
      KStream<Object, Map<String, @Nullable Object>> stream, Enrichment side, String pointer) {
    KTable<Object, Map<String, @Nullable Object>> table =
        tables.computeIfAbsent(side.table(), name -> readTable(side, pointer));
    KeySerde keys = Compilation.keys(side.keyFormat(), pointer);
    Joined<Object, Map<String, @Nullable Object>, Map<String, @Nullable Object>> joined =
        Joined.with(keys, Compilation.ROWS, serde(side, pointer), "enrich-" + side.as());
    if (side.type() == Enrichment.Type.AS_OF && !side.grace().isZero()) {
      joined = joined.withGracePeriod(side.grace());
    }
    KStream<Object, Map<String, @Nullable Object>> keyed = keyed(stream, side, pointer);
    boolean inner = side.join() == Enrichment.Join.INNER;
    return restored(
        inner
            ? keyed.join(table, joiner(side), joined)
            : keyed.leftJoin(table, joiner(side), joined),
        side);
  }

  private KStream<Object, Map<String, @Nullable Object>> foreignKey(
      KStream<Object, Map<String, @Nullable Object>> stream, Enrichment side, String pointer) {
    String name = "enrich-" + side.as();
    KeySerde own = Compilation.keys(compilation.plan().sources().get(0).keyFormat(), "source");
    boolean inner = side.join() == Enrichment.Join.INNER;
    // Of an inner join toTable leaves them out, and counts them as dropped.
    KStream<Object, Map<String, @Nullable Object>> rows =
        inner ? stream : stream.filter((key, row) -> key != null, Named.as(name + "-keyed"));
    KTable<Object, Map<String, @Nullable Object>> left =
        rows.toTable(
            Named.as(name + "-events"),
            Materialized.<Object, Map<String, @Nullable Object>, KeyValueStore<Bytes, byte[]>>as(
                    name + "-events")
                .withKeySerde(own)
                .withValueSerde(Compilation.ROWS));
    KTable<Object, Map<String, @Nullable Object>> right =
        tables.computeIfAbsent(side.table(), table -> readTable(side, pointer));
    Expression key = compilation.expression(side.key(), pointer + ".key");
    ThreadLocal<Expression.Bound> bound = ThreadLocal.withInitial(key::bind);
    ThreadLocal<RowView> views = ThreadLocal.withInitial(RowView::new);
    Function<Map<String, @Nullable Object>, Object> foreign =
        row ->
            Compilation.keys(side.keyFormat(), pointer)
                .canonical(bound.get().value(views.get().withValue(row)));
    Materialized<Object, Map<String, @Nullable Object>, KeyValueStore<Bytes, byte[]>> result =
        Materialized.<Object, Map<String, @Nullable Object>, KeyValueStore<Bytes, byte[]>>as(name)
            .withKeySerde(own)
            .withValueSerde(Compilation.ROWS);
    TableJoined<Object, Object> joined = TableJoined.as(name);
    KTable<Object, Map<String, @Nullable Object>> table =
        inner
            ? left.join(right, foreign, joiner(side), joined, result)
            : left.leftJoin(right, foreign, joiner(side), joined, result);
    KStream<Object, Map<String, @Nullable Object>> changes =
        table
            .toStream(Named.as(name + "-changes"))
            .filter((rowKey, row) -> row != null, Named.as(name + "-rows"));
    return inner ? changes : changes.merge(withoutKey(stream, side), Named.as(name + "-all"));
  }

  /** Rows without key, which no table can hold: they go on without a match, once. */
  private static KStream<Object, Map<String, @Nullable Object>> withoutKey(
      KStream<Object, Map<String, @Nullable Object>> stream, Enrichment side) {
    String name = "enrich-" + side.as();
    ValueJoiner<
            Map<String, @Nullable Object>,
            Map<String, @Nullable Object>,
            Map<String, @Nullable Object>>
        joiner = joiner(side);
    return stream
        .filter((key, row) -> key == null && row != null, Named.as(name + "-keyless"))
        .mapValues(row -> joiner.apply(row, null), Named.as(name + "-unmatched"));
  }

  private KStream<Object, Map<String, @Nullable Object>> stream(
      KStream<Object, Map<String, @Nullable Object>> stream, Enrichment side, String pointer) {
    KeySerde keys = Compilation.keys(side.keyFormat(), pointer);
    KStream<Object, Map<String, @Nullable Object>> other = sources.other(side, pointer);
    if (side.on() != null) {
      Expression on = compilation.expression(side.on(), pointer + ".on");
      other =
          other
              .process(
                  RekeyStage.of(() -> keying(on.bind(), keys, true, false)),
                  Named.as("stream-" + side.as() + "-key"))
              .repartition(repartitioned(keys, "stream-" + side.as()));
    }
    JoinWindows windows =
        JoinWindows.ofTimeDifferenceAndGrace(
            Objects.requireNonNull(side.within(), "within"), side.grace());
    StreamJoined<Object, Map<String, @Nullable Object>, Map<String, @Nullable Object>> joined =
        StreamJoined.with(keys, Compilation.ROWS, Compilation.ROWS)
            .withName("enrich-" + side.as())
            .withStoreName("enrich-" + side.as());
    KStream<Object, Map<String, @Nullable Object>> keyed = keyed(stream, side, pointer);
    boolean inner = side.join() == Enrichment.Join.INNER;
    return restored(
        inner
            ? keyed.join(other, joiner(side), windows, joined)
            : keyed.leftJoin(other, joiner(side), windows, joined),
        side);
  }

  private KTable<Object, Map<String, @Nullable Object>> readTable(Enrichment side, String pointer) {
    if (side.type() != Enrichment.Type.AS_OF) {
      return compilation
          .builder()
          .table(side.topic(), consumed(side, pointer), materialized(side, pointer));
    }
    return compilation
        .builder()
        .table(
            side.topic(),
            consumed(side, pointer),
            Materialized.<Object, Map<String, @Nullable Object>>as(
                    Stores.persistentVersionedKeyValueStore(
                        store(side), Objects.requireNonNull(side.history(), "history")))
                .withKeySerde(Compilation.keys(side.keyFormat(), pointer))
                .withValueSerde(serde(side, pointer)));
  }

  private Consumed<Object, Map<String, @Nullable Object>> consumed(
      Enrichment side, String pointer) {
    return Consumed.with(
            (Serde<Object>) Compilation.keys(side.keyFormat(), pointer), serde(side, pointer))
        .withTimestampExtractor(sources.timestamps(side.timestamp()))
        .withOffsetResetPolicy(AutoOffsetReset.earliest())
        .withName(store(side));
  }

  private Materialized<Object, Map<String, @Nullable Object>, KeyValueStore<Bytes, byte[]>>
      materialized(Enrichment side, String pointer) {
    return Materialized.<Object, Map<String, @Nullable Object>, KeyValueStore<Bytes, byte[]>>as(
            store(side))
        .withKeySerde(Compilation.keys(side.keyFormat(), pointer))
        .withValueSerde(serde(side, pointer));
  }

  private Serde<Map<String, @Nullable Object>> serde(Enrichment side, String pointer) {
    Serde<Map<String, @Nullable Object>> rows =
        new TableSerde(
            compilation.format(side.format(), side.registry(), pointer),
            new EventTimeReader(side.timestamp()));
    // Rows of these tables are looked up again and again, and are few enough for each instance.
    return side.type() == Enrichment.Type.GLOBAL ? new ParsedRows(rows) : rows;
  }

  static String store(Enrichment side) {
    return "table-" + side.table();
  }

  private KStream<Object, Map<String, @Nullable Object>> keyed(
      KStream<Object, Map<String, @Nullable Object>> stream, Enrichment side, String pointer) {
    KeySerde keys = Compilation.keys(side.keyFormat(), pointer);
    Expression key = compilation.expression(side.key(), pointer + ".key");
    boolean inner = side.join() == Enrichment.Join.INNER;
    return stream
        .process(
            RekeyStage.of(() -> keying(key.bind(), keys, inner, true)),
            Named.as("enrich-" + side.as() + "-key"))
        .repartition(repartitioned(keys, "enrich-" + side.as()));
  }

  /** Gives rows the key that the other side is found by; their own is kept in {@link #KEY}. */
  private static RekeyStage.Step<
          Object, Map<String, @Nullable Object>, Object, Map<String, @Nullable Object>>
      keying(Expression.Bound expression, KeySerde keys, boolean needed, boolean keepsKey) {
    return (view, record, next) -> {
      Object key = keys.canonical(expression.value(view));
      if (key == null && needed) {
        return;
      }
      Map<String, @Nullable Object> row = record.value();
      if (keepsKey) {
        Map<String, @Nullable Object> more = new HashMap<>();
        more.put(KEY, Plain.of(record.key()));
        row = LayeredRow.with(row, more);
      }
      next.accept(record.withKey(key).withValue(row));
    };
  }

  private static KStream<Object, Map<String, @Nullable Object>> restored(
      KStream<Object, Map<String, @Nullable Object>> joined, Enrichment side) {
    return joined.process(
        RekeyStage.<Object, Map<String, @Nullable Object>, Object, Map<String, @Nullable Object>>of(
            () ->
                (view, record, next) -> {
                  Map<String, @Nullable Object> row = new LinkedHashMap<>(record.value());
                  Object key = row.remove(KEY);
                  next.accept(record.withKey(key).withValue(row));
                }),
        Named.as("enrich-" + side.as() + "-done"));
  }

  private static Repartitioned<Object, Map<String, @Nullable Object>> repartitioned(
      KeySerde keys, String name) {
    return Repartitioned.<Object, Map<String, @Nullable Object>>as(name)
        .withKeySerde(keys)
        .withValueSerde(Compilation.ROWS);
  }

  private static ValueJoiner<
          Map<String, @Nullable Object>,
          Map<String, @Nullable Object>,
          Map<String, @Nullable Object>>
      joiner(Enrichment side) {
    return (row, other) -> {
      Map<String, @Nullable Object> more = new HashMap<>();
      more.put(side.as(), other);
      return LayeredRow.with(row, more);
    };
  }
}
