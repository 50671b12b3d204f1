package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Enrichment;
import io.acequia.streams.transforms.plan.EventTime;
import io.acequia.streams.transforms.plan.Position;
import io.acequia.streams.transforms.plan.Source;
import io.acequia.streams.transforms.row.KeySerde;
import io.acequia.streams.transforms.source.Event;
import io.acequia.streams.transforms.source.EventSerde;
import io.acequia.streams.transforms.source.EventTimeReader;
import io.acequia.streams.transforms.source.EventTimestamps;
import io.acequia.streams.transforms.source.SourceFormat;
import io.acequia.streams.transforms.source.Wanted;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

/** The sources of a plan as one stream of rows. */
final class EventSources {

  private final Compilation compilation;

  EventSources(Compilation compilation) {
    this.compilation = compilation;
  }

  /**
   * All events that their sources' conditions let through.
   *
   * @param where of the plan, if it can be asked before anything is joined
   */
  KStream<Object, Map<String, @Nullable Object>> events(@Nullable String where) {
    KStream<Object, Map<String, @Nullable Object>> merged = null;
    for (int i = 0; i < compilation.plan().sources().size(); i++) {
      KStream<Object, Map<String, @Nullable Object>> one = source(i, where);
      merged = merged == null ? one : merged.merge(one, Named.as("merge-" + i));
    }
    if (merged == null) {
      throw new IllegalArgumentException("a plan without sources");
    }
    return merged;
  }

  private KStream<Object, Map<String, @Nullable Object>> source(int index, @Nullable String where) {
    Source source = compilation.plan().sources().get(index);
    String pointer = compilation.plan().sources().size() == 1 ? "source" : "sources[" + index + "]";
    SourceFormat format = compilation.format(source.format(), source.registry(), pointer);
    Selection own = Selection.replacing(source.select(), source.where(), compilation.functions());
    Selection first =
        where == null ? null : Selection.layering(List.of(), where, compilation.functions());
    Wanted wanted = new PlanFields(compilation).of(source, own);
    EventTimeReader time = new EventTimeReader(source.timestamp());
    Consumed<Object, Event> consumed =
        consumed(
            Compilation.keys(source.keyFormat(), pointer),
            new EventSerde(format, wanted, time),
            source.timestamp(),
            reset(compilation.plan().from()),
            "source-" + index);
    boolean keepsDeletions =
        compilation.plan().enrich().stream()
            .anyMatch(enrichment -> enrichment.type() == Enrichment.Type.FOREIGN_KEY);
    Supplier<MapStage.Step<Event, Map<String, @Nullable Object>>> steps =
        () -> reading(own.bind(), first == null ? null : first.bind());
    return compilation.builder().stream(source.topics(), consumed)
        .processValues(
            keepsDeletions ? DeletionStage.of(steps) : MapStage.of(steps),
            Named.as("events-" + index));
  }

  private static MapStage.Step<Event, Map<String, @Nullable Object>> reading(
      Selection.Step own, Selection.@Nullable Step where) {
    return (view, event) -> {
      if (event == null) {
        return null;
      }
      Map<String, @Nullable Object> row = own.apply(view.withValue(event.fields()));
      return row == null || where == null ? row : where.apply(view.withValue(row));
    };
  }

  /** How a topic of events is read. */
  Consumed<Object, Event> consumed(
      KeySerde keys, EventSerde values, EventTime time, AutoOffsetReset reset, String name) {
    return Consumed.with(keys, values)
        .withTimestampExtractor(timestamps(time))
        .withOffsetResetPolicy(reset)
        .withName(name);
  }

  EventTimestamps timestamps(EventTime time) {
    boolean processing = time.kind() == EventTime.Kind.PROCESSING;
    return new EventTimestamps(new EventTimeReader(time), processing ? compilation.clock() : null);
  }

  AutoOffsetReset reset(Position from) {
    if (from.at() != null) {
      Duration back = Duration.between(from.at(), compilation.clock().instant());
      return back.isNegative() ? AutoOffsetReset.latest() : AutoOffsetReset.byDuration(back);
    }
    return from.equals(Position.LATEST) ? AutoOffsetReset.latest() : AutoOffsetReset.earliest();
  }

  /** All fields of events of another stream that is joined. */
  KStream<Object, Map<String, @Nullable Object>> other(Enrichment enrichment, String pointer) {
    EventTimeReader time = new EventTimeReader(enrichment.timestamp());
    SourceFormat format = compilation.format(enrichment.format(), enrichment.registry(), pointer);
    Supplier<MapStage.Step<Event, Map<String, @Nullable Object>>> steps =
        () -> (view, event) -> event == null ? null : new HashMap<>(event.fields());
    return compilation.builder().stream(
            enrichment.topic(),
            consumed(
                Compilation.keys(enrichment.keyFormat(), pointer),
                new EventSerde(format, Wanted.ALL, time),
                enrichment.timestamp(),
                reset(compilation.plan().from()),
                "stream-" + enrichment.as()))
        .processValues(MapStage.of(steps), Named.as("stream-" + enrichment.as() + "-events"));
  }
}
