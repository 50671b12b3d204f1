package io.acequia.http.source.queue;

import io.acequia.http.source.event.RecordParts;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.header.Header;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that knows which submission it belongs to: Connect hands the very instance that {@code
 * poll} returned to {@code commitRecord}, before any transformation.
 *
 * <p>Two of them are never equal: an exactly-once worker keeps records as keys of a map until its
 * transaction is committed, and two events with the same content are two events.
 */
public final class IngestedRecord extends SourceRecord {

  private final Submission submission;
  private final int index;

  IngestedRecord(
      Submission submission,
      int index,
      Map<String, String> partition,
      Map<String, Long> offset,
      RecordParts parts,
      @Nullable Schema valueSchema,
      Iterable<Header> headers) {
    super(
        partition,
        offset,
        parts.topic(),
        null,
        parts.key() == null ? null : Schema.STRING_SCHEMA,
        parts.key(),
        valueSchema,
        parts.value(),
        parts.timestampMillis(),
        headers);
    this.submission = submission;
    this.index = index;
  }

  /** Says what became of this record; only the first word counts. */
  public void settle(Outcome outcome) {
    submission.settle(index, outcome);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
