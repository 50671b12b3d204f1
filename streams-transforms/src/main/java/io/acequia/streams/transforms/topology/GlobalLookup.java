package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Enrichment;
import io.acequia.streams.transforms.row.KeySerde;
import io.acequia.streams.transforms.row.LayeredRow;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.TimestampedKeyValueStore;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.jspecify.annotations.Nullable;

/**
 * Finds rows of a global table. Not the DSL's join, whose selector of keys sees neither topic nor
 * headers, and has no object for each thread.
 */
final class GlobalLookup
    implements FixedKeyProcessor<
        Object, Map<String, @Nullable Object>, Map<String, @Nullable Object>> {

  private final String store;
  private final Expression.Bound key;
  private final Enrichment side;
  private final KeySerde keys;
  private final RowView view = new RowView();
  private @Nullable FixedKeyProcessorContext<Object, Map<String, @Nullable Object>> context;
  private @Nullable TimestampedKeyValueStore<Object, Map<String, @Nullable Object>> table;

  GlobalLookup(String store, Expression.Bound key, Enrichment side) {
    this.store = store;
    this.key = key;
    this.side = side;
    this.keys = Compilation.keys(side.keyFormat(), "enrich");
  }

  @Override
  public void init(
      FixedKeyProcessorContext<Object, Map<String, @Nullable Object>> processorContext) {
    context = processorContext;
    table = processorContext.getStateStore(store);
  }

  @Override
  public void process(FixedKeyRecord<Object, Map<String, @Nullable Object>> record) {
    var own = Context.of(context);
    view.set(record, own);
    Object wanted = keys.canonical(key.value(view));
    ValueAndTimestamp<Map<String, @Nullable Object>> found =
        wanted == null ? null : Context.of(table).get(wanted);
    if (found == null && side.join() == Enrichment.Join.INNER) {
      return;
    }
    Map<String, @Nullable Object> more = new HashMap<>();
    more.put(side.as(), found == null ? null : found.value());
    own.forward(record.withValue(LayeredRow.with(record.value(), more)));
  }
}
