package io.acequia.smt.preview;

import java.time.Duration;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a chain did with one record.
 *
 * @param name of the step, such as {@code mask} for {@code transforms.mask.type}
 * @param outcome what became of the record
 * @param record after this step; null if it was dropped or refused
 * @param took the time of the call, with that of its predicate
 * @param error why the record was refused; null unless the outcome is {@link Outcome#FAILED}
 */
public record PreviewStep<R extends ConnectRecord<R>>(
    String name,
    Outcome outcome,
    @Nullable R record,
    Duration took,
    @Nullable RuntimeException error) {

  /** What became of a record. */
  public enum Outcome {
    /** The transform was applied, whether or not it changed anything. */
    APPLIED,
    /** Its predicate left the record alone. */
    SKIPPED,
    /** The transform dropped the record: later steps do not see it. */
    DROPPED,
    /** The transform or its predicate refused the record: later steps do not see it. */
    FAILED
  }
}
