package io.acequia.streams.transforms.topology;

import io.acequia.sql.json.JsonWriter;
import io.acequia.streams.transforms.plan.Branch;
import io.acequia.streams.transforms.plan.Format;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.Sink;
import io.acequia.streams.transforms.registry.AvroWriting;
import io.acequia.streams.transforms.row.KeySerde;
import io.acequia.streams.transforms.row.LayeredRow;
import io.acequia.streams.transforms.source.TextFormat;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.jspecify.annotations.Nullable;

/** Writes rows to the plan's topics. */
final class Sinks {

  private final Compilation compilation;
  private final Plan plan;

  Sinks(Compilation compilation) {
    this.compilation = compilation;
    this.plan = compilation.plan();
  }

  void write(KStream<Object, Map<String, @Nullable Object>> rows) {
    if (plan.sink() != null) {
      write(rows, plan.sink(), "sink", "sink");
      return;
    }
    List<Expression> conditions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < plan.branches().size(); i++) {
      String where = plan.branches().get(i).where();
      conditions.add(
          compilation.expression(where == null ? "TRUE" : where, "branch[" + i + "].where"));
      names.add("branch-" + i);
    }
    KStream<Object, Map<String, @Nullable Object>> routed =
        rows.processValues(() -> new RouteStage(conditions, names), Named.as("branch"));
    for (int i = 0; i < plan.branches().size(); i++) {
      Branch branch = plan.branches().get(i);
      write(routed, branch.sink(), names.get(i), "branch[" + i + "].sink");
    }
  }

  private void write(
      KStream<Object, Map<String, @Nullable Object>> rows, Sink sink, String name, String pointer) {
    KeySerde keys = Compilation.keys(sink.keyFormat(), pointer);
    List<Expression> columns = compilation.expressions(sink.key(), pointer + ".key");
    rows.process(
            RekeyStage
                .<Object, Map<String, @Nullable Object>, byte @Nullable [], byte @Nullable []>of(
                    () -> step(columns, keys, values(sink), compilation.originals())),
            Named.as(name))
        .to(
            sink.topic(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name + "-topic"));
  }

  private static RekeyStage.Step<
          Object, Map<String, @Nullable Object>, byte @Nullable [], byte @Nullable []>
      step(
          List<Expression> columns,
          KeySerde keys,
          Supplier<ValueWriter> values,
          Originals originals) {
    ValueWriter writer = values.get();
    List<Expression.Bound> bound = columns.stream().map(Expression::bind).toList();
    return (view, record, next) -> {
      Object key = bound.isEmpty() ? record.key() : Aggregation.key(bound, view);
      Map<String, @Nullable Object> row = LayeredRow.output(record.value());
      next.accept(
          record
              .withKey(keys.toBytes(key))
              .withValue(writer.write(row))
              .withHeaders(originals.without(record.headers())));
    };
  }

  /** Writes values; for one thread. */
  private interface ValueWriter {
    byte @Nullable [] write(Map<String, @Nullable Object> row);
  }

  private Supplier<ValueWriter> values(Sink sink) {
    String registry = sink.registry();
    if (sink.format() == Format.AVRO && registry != null) {
      return () -> new AvroWriting(compilation.registries(), registry, sink.topic())::write;
    }
    return () -> row -> value(row, sink.format());
  }

  private static byte @Nullable [] value(Map<String, @Nullable Object> row, Format format) {
    if (format == Format.JSON) {
      return JsonWriter.write(row, null).getBytes(StandardCharsets.UTF_8);
    }
    Object text = row.size() == 1 ? row.values().iterator().next() : row.get(TextFormat.COLUMN);
    return KeySerde.TEXT.toBytes(text);
  }
}
