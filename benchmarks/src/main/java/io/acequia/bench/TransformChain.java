package io.acequia.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/** Transforms one after another, as a worker runs them, without its retries and metrics. */
final class TransformChain implements AutoCloseable {

  private final List<Transformation<SinkRecord>> steps = new ArrayList<>();

  /** Adds a transform by the name of its class, which may be a peer's. */
  TransformChain then(String type, Map<String, ?> settings) {
    Transformation<SinkRecord> step = create(type);
    step.configure(settings);
    steps.add(step);
    return this;
  }

  @SuppressWarnings("unchecked") // A transform takes the records of any connector.
  private static Transformation<SinkRecord> create(String type) {
    try {
      return (Transformation<SinkRecord>)
          Class.forName(type)
              .asSubclass(Transformation.class)
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make " + type, e);
    }
  }

  @Nullable Object apply(@Nullable Object record) {
    SinkRecord current = (SinkRecord) record;
    for (Transformation<SinkRecord> step : steps) {
      if (current == null) {
        return null;
      }
      current = step.apply(current);
    }
    return current;
  }

  TransformCase.Work work() {
    // Without the loop where there is one step, as for a peer that is measured alone.
    if (steps.size() == 1) {
      Transformation<SinkRecord> only = steps.get(0);
      return new TransformCase.Work(
          record -> record instanceof SinkRecord one ? only.apply(one) : null, this);
    }
    return new TransformCase.Work(this::apply, this);
  }

  @Override
  public void close() {
    steps.forEach(Transformation::close);
  }
}
