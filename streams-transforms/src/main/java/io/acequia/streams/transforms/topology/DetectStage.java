package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.detect.Detection.AlertChange;
import io.acequia.streams.transforms.plan.Detection;
import io.acequia.streams.transforms.row.LayeredRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Judges rows by the series that is their key. */
final class DetectStage
    implements FixedKeyProcessor<
        List<@Nullable Object>, Map<String, @Nullable Object>, Map<String, @Nullable Object>> {

  private final Detection detection;
  private final String store;
  private final Expression.Bound field;
  private final Expression.@Nullable Bound where;
  private final Judge judge;
  private final RowView view = new RowView();
  private @Nullable FixedKeyProcessorContext<List<@Nullable Object>, Map<String, @Nullable Object>>
      context;
  private @Nullable KeyValueStore<List<@Nullable Object>, byte[]> states;

  DetectStage(
      Detection detection, String store, Expression.Bound field, Expression.@Nullable Bound where) {
    this.detection = detection;
    this.store = store;
    this.field = field;
    this.where = where;
    this.judge = Judge.of(detection);
  }

  @Override
  public void init(
      FixedKeyProcessorContext<List<@Nullable Object>, Map<String, @Nullable Object>>
          processorContext) {
    context = processorContext;
    states = processorContext.getStateStore(store);
  }

  @Override
  public void process(
      FixedKeyRecord<List<@Nullable Object>, Map<String, @Nullable Object>> record) {
    var own = Context.of(context);
    view.set(record, own);
    boolean flags = detection.output() == Detection.Output.FLAG;
    if (where != null && !where.isTrue(view)) {
      if (flags) {
        own.forward(record.withValue(with(record.value(), false, Map.of())));
      }
      return;
    }
    var store = Context.of(states);
    Judge.Finding found =
        judge.judge(store.get(record.key()), field.exact(view), record.timestamp());
    store.put(record.key(), found.state());
    if (flags) {
      own.forward(record.withValue(with(record.value(), found.flagged(), found.figures())));
    } else if (found.change() != AlertChange.NONE) {
      String change = found.change() == AlertChange.OPENED ? "began" : "ended";
      own.forward(record.withValue(with(record.value(), change, found.figures())));
    }
  }

  private Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> row, Object said, Map<String, @Nullable Object> figures) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>();
    more.put(detection.as(), said);
    figures.forEach((end, value) -> more.put(detection.as() + end, value));
    return LayeredRow.with(row, more);
  }
}
