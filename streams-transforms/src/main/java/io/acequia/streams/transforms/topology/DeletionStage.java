package io.acequia.streams.transforms.topology;

import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table: what a {@link MapStage} would leave out is passed on as a deletion, since the
 * key's row before it may have been let through.
 */
final class DeletionStage<V, R> implements FixedKeyProcessor<Object, V, R> {

  private final MapStage.Step<V, R> step;
  private final RowView view = new RowView();
  private @Nullable FixedKeyProcessorContext<Object, R> context;

  private DeletionStage(MapStage.Step<V, R> step) {
    this.step = step;
  }

  static <V, R> FixedKeyProcessorSupplier<Object, V, R> of(Supplier<MapStage.Step<V, R>> steps) {
    return () -> new DeletionStage<>(steps.get());
  }

  @Override
  public void init(FixedKeyProcessorContext<Object, R> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(FixedKeyRecord<Object, V> record) {
    FixedKeyProcessorContext<Object, R> own = Context.of(context);
    view.set(record, own);
    own.forward(record.withValue(step.apply(view, record.value())));
  }
}
