package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Detection;
import io.acequia.streams.transforms.row.LayeredRow;
import io.acequia.streams.transforms.row.Plain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** Has rows judged by the plan's detections: one after the other if they flag, else each alone. */
final class Detections {

  /** Holds a row's own key while its series is the key. No field of a plan has such a name. */
  private static final String KEY = "\u0000key";

  private final Compilation compilation;

  Detections(Compilation compilation) {
    this.compilation = compilation;
  }

  KStream<Object, Map<String, @Nullable Object>> apply(
      KStream<Object, Map<String, @Nullable Object>> rows) {
    List<Detection> detections = compilation.plan().detections();
    KStream<Object, Map<String, @Nullable Object>> flagged = rows;
    KStream<Object, Map<String, @Nullable Object>> alerts = null;
    for (int i = 0; i < detections.size(); i++) {
      Detection detection = detections.get(i);
      if (detection.output() == Detection.Output.FLAG) {
        flagged = judged(flagged, detection, i);
      } else {
        KStream<Object, Map<String, @Nullable Object>> one = judged(rows, detection, i);
        alerts = alerts == null ? one : alerts.merge(one, Named.as("alerts-" + i));
      }
    }
    return alerts == null ? flagged : alerts;
  }

  /** The store of a detection. */
  static String store(int index) {
    return "detect-" + index;
  }

  private KStream<Object, Map<String, @Nullable Object>> judged(
      KStream<Object, Map<String, @Nullable Object>> rows, Detection detection, int index) {
    String name = store(index);
    String pointer = "detect[" + index + "]";
    List<Expression> by = compilation.expressions(detection.by(), pointer + ".by");
    Expression field = compilation.expression(detection.field(), pointer + ".field");
    Expression where = compilation.optional(detection.where(), pointer + ".where");
    var unused =
        compilation
            .builder()
            .addStateStore(
                Stores.keyValueStoreBuilder(
                    Stores.persistentKeyValueStore(name), Compilation.GROUPS, Serdes.ByteArray()));
    return rows.process(RekeyStage.of(() -> series(by)), Named.as(name + "-series"))
        .repartition(
            Repartitioned.<List<@Nullable Object>, Map<String, @Nullable Object>>as(name)
                .withKeySerde(Compilation.GROUPS)
                .withValueSerde(Compilation.ROWS))
        .processValues(
            () ->
                new DetectStage(
                    detection, name, field.bind(), where == null ? null : where.bindCondition()),
            Named.as(name),
            name)
        .process(RekeyStage.of(Detections::restoring), Named.as(name + "-done"));
  }

  private static RekeyStage.Step<
          Object,
          Map<String, @Nullable Object>,
          List<@Nullable Object>,
          Map<String, @Nullable Object>>
      series(List<Expression> by) {
    List<Expression.Bound> bound = by.stream().map(Expression::bind).toList();
    return (view, record, next) -> {
      List<@Nullable Object> series =
          bound.isEmpty() ? series(record.key()) : Aggregation.group(bound, view);
      Map<String, @Nullable Object> more = new HashMap<>();
      more.put(KEY, Plain.of(record.key()));
      next.accept(record.withKey(series).withValue(LayeredRow.with(record.value(), more)));
    };
  }

  private static List<@Nullable Object> series(@Nullable Object key) {
    if (key instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    return Collections.singletonList(key);
  }

  private static RekeyStage.Step<
          List<@Nullable Object>,
          Map<String, @Nullable Object>,
          Object,
          Map<String, @Nullable Object>>
      restoring() {
    return (view, record, next) -> {
      Map<String, @Nullable Object> front = new LinkedHashMap<>(LayeredRow.output(record.value()));
      Object key = front.remove(KEY);
      Map<String, @Nullable Object> row =
          record.value() instanceof LayeredRow layered
              ? new LayeredRow(front, layered.behind())
              : front;
      next.accept(record.withKey(key).withValue(row));
    };
  }
}
