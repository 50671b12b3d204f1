package io.acequia.streams.transforms.query;

import io.acequia.streams.transforms.host.RunningTopology;
import io.acequia.streams.transforms.plan.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.StateQueryResult;
import org.apache.kafka.streams.query.WindowKeyQuery;
import org.apache.kafka.streams.query.WindowRangeQuery;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ValueAndTimestamp;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a topology that runs in this JVM: what this worker holds, not what others do;
 * {@link #owner} tells who has a key.
 *
 * <p>All methods throw {@link RetriableException} while the state is moving between workers, and
 * {@link ConnectException} if there is no such store.
 */
public final class TopologyQueries {

  /** The most rows that one query gives. */
  public static final int MOST_ROWS = 10_000;

  private final KafkaStreams streams;

  public TopologyQueries(RunningTopology topology) {
    this.streams = topology.streams();
  }

  /** The address of the worker that has the key; empty if it is not known or set nowhere. */
  public <K> Optional<HostInfo> owner(StoreView<K, ?> view, K key) {
    try {
      KeyQueryMetadata found = streams.queryMetadataForKey(view.store(), key, view.keys());
      boolean unknown =
          found == null
              || found.equals(KeyQueryMetadata.NOT_AVAILABLE)
              || found.activeHost().equals(HostInfo.unavailable());
      return unknown ? Optional.empty() : Optional.of(found.activeHost());
    } catch (StreamsException | IllegalStateException e) {
      throw unavailable(view, e.getMessage(), e);
    }
  }

  /** The row of a key; empty if there is none here. */
  public <K, V> Rows key(StoreView<K, V> view, K key) {
    requireWindowed(view, false);
    RowCollector<K, V> rows = new RowCollector<>(view, 1);
    for (QueryResult<V> part : parts(view, KeyQuery.<K, V>withKey(key))) {
      V value = part.getResult();
      if (value != null) {
        rows.add(key, value, null, null);
      }
    }
    return rows.rows();
  }

  /** The rows of keys between two in the order of their bytes; null: no bound. */
  public <K, V> Rows range(StoreView<K, V> view, @Nullable K from, @Nullable K to, int limit) {
    requireWindowed(view, false);
    RowCollector<K, V> rows = new RowCollector<>(view, limit);
    for (QueryResult<KeyValueIterator<K, V>> part :
        parts(view, RangeQuery.<K, V>withRange(from, to))) {
      try (KeyValueIterator<K, V> found = part.getResult()) {
        while (found.hasNext() && rows.wantsMore()) {
          KeyValue<K, V> next = found.next();
          rows.add(next.key, next.value, null, null);
        }
      }
    }
    return rows.rows();
  }

  /** The windows of a key that start between two times, both included. */
  public <K, V> Rows windows(StoreView<K, V> view, K key, Instant from, Instant to, int limit) {
    requireWindowed(view, true);
    RowCollector<K, V> rows = new RowCollector<>(view, limit);
    for (QueryResult<WindowStoreIterator<V>> part :
        parts(view, WindowKeyQuery.<K, V>withKeyAndWindowStartRange(key, from, to))) {
      try (WindowStoreIterator<V> found = part.getResult()) {
        while (found.hasNext() && rows.wantsMore()) {
          KeyValue<Long, V> next = found.next();
          rows.add(key, next.value, Instant.ofEpochMilli(next.key), null);
        }
      }
    }
    return rows.rows();
  }

  /** The windows of all keys that start between two times, both included. */
  public <K, V> Rows allWindows(StoreView<K, V> view, Instant from, Instant to, int limit) {
    requireWindowed(view, true);
    RowCollector<K, V> rows = new RowCollector<>(view, limit);
    for (QueryResult<KeyValueIterator<Windowed<K>, V>> part :
        parts(view, WindowRangeQuery.<K, V>withWindowStartRange(from, to))) {
      try (KeyValueIterator<Windowed<K>, V> found = part.getResult()) {
        while (found.hasNext() && rows.wantsMore()) {
          KeyValue<Windowed<K>, V> next = found.next();
          rows.add(
              next.key.key(),
              next.value,
              next.key.window().startTime(),
              next.key.window().endTime());
        }
      }
    }
    return rows.rows();
  }

  private <R> Iterable<QueryResult<R>> parts(StoreView<?, ?> view, Query<R> query) {
    StateQueryResult<R> result;
    try {
      result =
          streams.query(StateQueryRequest.inStore(view.store()).withQuery(query).requireActive());
    } catch (StreamsException e) {
      throw unavailable(view, e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConnectException("there is no store " + view.store(), e);
    }
    for (QueryResult<R> part : result.getPartitionResults().values()) {
      if (part.isFailure()) {
        throw unavailable(view, part.getFailureReason() + ": " + part.getFailureMessage(), null);
      }
    }
    return result.getPartitionResults().values();
  }

  private static RuntimeException unavailable(
      StoreView<?, ?> view, @Nullable String reason, @Nullable Exception cause) {
    return new RetriableException(
        "store " + view.store() + " cannot be read now: " + reason, cause);
  }

  private static void requireWindowed(StoreView<?, ?> view, boolean windowed) {
    if (view.windowed() != windowed) {
      throw new ConnectException(
          "store " + view.store() + (windowed ? " has no windows" : " is read by windows"));
    }
  }

  /** Collects rows up to a limit. */
  private static final class RowCollector<K, V> {

    private final StoreView<K, V> view;
    private final int limit;
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private boolean truncated;

    RowCollector(StoreView<K, V> view, int limit) {
      this.view = view;
      this.limit = Math.max(1, Math.min(limit, MOST_ROWS));
    }

    /** Whether another row fits; asked only when there is one. */
    boolean wantsMore() {
      truncated = truncated || rows.size() >= limit;
      return rows.size() < limit;
    }

    @SuppressWarnings("unchecked") // Stores of the DSL wrap their values, queries do not say so.
    void add(K key, V value, @Nullable Instant start, @Nullable Instant end) {
      Object plain = value instanceof ValueAndTimestamp<?> timed ? timed.value() : value;
      Map<String, Object> row = new LinkedHashMap<>(view.row().apply(key, (V) plain));
      if (start != null) {
        row.put(Plan.WINDOW_START, start.toString());
      }
      if (end != null) {
        row.put(Plan.WINDOW_END, end.toString());
      }
      rows.add(row);
    }

    Rows rows() {
      return new Rows(rows, truncated);
    }
  }
}
