package io.acequia.streams.transforms.topology;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One row in, some out with keys of their own. */
final class RekeyStage<K, V, L, R> implements Processor<K, V, L, R> {

  private final Step<K, V, L, R> step;
  private final RowView view = new RowView();
  private @Nullable ProcessorContext<L, R> context;

  private RekeyStage(Step<K, V, L, R> step) {
    this.step = step;
  }

  /**
   * @param steps gives each task its own
   */
  static <K, V, L, R> ProcessorSupplier<K, V, L, R> of(Supplier<Step<K, V, L, R>> steps) {
    return () -> new RekeyStage<>(steps.get());
  }

  @Override
  public void init(ProcessorContext<L, R> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<K, V> record) {
    ProcessorContext<L, R> own = Context.of(context);
    view.set(record, own);
    step.apply(view, record, own::forward);
  }

  /** What is done with a row. */
  interface Step<K, V, L, R> {

    void apply(RowView view, Record<K, V> record, Consumer<Record<L, R>> next);
  }
}
