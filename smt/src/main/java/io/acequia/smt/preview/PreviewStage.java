package io.acequia.smt.preview;

import io.acequia.smt.preview.PreviewStep.Outcome;
import java.time.Duration;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/** A transform of a chain, with the predicate that decides about it. */
record PreviewStage<R extends ConnectRecord<R>>(
    String name,
    Transformation<R> transformation,
    @Nullable Predicate<R> predicate,
    boolean negate) {

  PreviewStep<R> apply(R record) {
    long begun = System.nanoTime();
    try {
      if (predicate != null && predicate.test(record) == negate) {
        return step(Outcome.SKIPPED, record, begun, null);
      }
      R after = transformation.apply(record);
      return step(after == null ? Outcome.DROPPED : Outcome.APPLIED, after, begun, null);
    } catch (RuntimeException e) {
      return step(Outcome.FAILED, null, begun, e);
    }
  }

  private PreviewStep<R> step(
      Outcome outcome, @Nullable R record, long begun, @Nullable RuntimeException error) {
    return new PreviewStep<>(
        name, outcome, record, Duration.ofNanos(System.nanoTime() - begun), error);
  }

  void close() {
    transformation.close();
    if (predicate != null) {
      predicate.close();
    }
  }
}
