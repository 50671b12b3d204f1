package io.acequia.streams.transforms.plan;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Another topic whose matching row becomes a nested column of each event.
 *
 * <p>Enrichments of the same table share it: they differ only in {@code key}, {@code as} and {@code
 * join}.
 *
 * @param table the name of the table or stream; names its store, too
 * @param key the expression over the event that the other side is found by
 * @param on the expression over the other side that equals {@code key}; null: its record key
 * @param as the column that holds the other side's row
 * @param within how far apart the events of two streams may lie; null unless a stream
 * @param history how far back versions of a row are kept; null unless as of
 * @param grace how long an event may arrive late and still be joined
 * @param timestamp when a version or an event of the other side happened
 */
public record Enrichment(
    Type type,
    String table,
    String topic,
    Format format,
    Format keyFormat,
    @Nullable String registry,
    EventTime timestamp,
    String key,
    @Nullable String on,
    String as,
    Join join,
    @Nullable Duration within,
    @Nullable Duration history,
    Duration grace) {

  /** Whether both may find their rows in one table. */
  boolean sharesTableWith(Enrichment other) {
    return type != Type.STREAM
        && type == other.type
        && table.equals(other.table)
        && topic.equals(other.topic)
        && format == other.format
        && keyFormat == other.keyFormat
        && Objects.equals(registry, other.registry)
        && timestamp.equals(other.timestamp)
        && Objects.equals(history, other.history);
  }

  /** How the other side is held and found. */
  public enum Type {
    /** A table of which every instance has all. */
    GLOBAL,
    /** A table partitioned by its key; events are repartitioned to it. */
    TABLE,
    /** A table found by a column of rows that are themselves a table, by their record key. */
    FOREIGN_KEY,
    /** A table of versions: the one that was valid at the event's time. */
    AS_OF,
    /** A stream: the events that happened at about the same time. */
    STREAM;

    /** Whether the time of the other side's records matters. */
    public boolean hasTime() {
      return this == AS_OF || this == STREAM;
    }
  }

  /** What becomes of an event without a match. */
  public enum Join {
    /** It stays, and the column is null. */
    LEFT,
    /** It is left out. */
    INNER
  }
}
