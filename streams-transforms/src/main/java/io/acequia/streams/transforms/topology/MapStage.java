package io.acequia.streams.transforms.topology;

import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorSupplier;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/** One row in, one or none out; its key stays. */
final class MapStage<V, R> implements FixedKeyProcessor<Object, V, R> {

  private final Step<V, R> step;
  private final RowView view = new RowView();
  private @Nullable FixedKeyProcessorContext<Object, R> context;

  private MapStage(Step<V, R> step) {
    this.step = step;
  }

  /**
   * @param steps gives each task its own
   */
  static <V, R> FixedKeyProcessorSupplier<Object, V, R> of(Supplier<Step<V, R>> steps) {
    return () -> new MapStage<>(steps.get());
  }

  @Override
  public void init(FixedKeyProcessorContext<Object, R> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(FixedKeyRecord<Object, V> record) {
    FixedKeyProcessorContext<Object, R> own = Context.of(context);
    view.set(record, own);
    R result = step.apply(view, record.value());
    if (result != null) {
      own.forward(record.withValue(result));
    }
  }

  /** What is done with a row. */
  interface Step<V, R> {

    /** Null leaves the row out. */
    @Nullable R apply(RowView view, V value);
  }
}
