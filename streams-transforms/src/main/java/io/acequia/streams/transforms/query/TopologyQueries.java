package io.acequia.streams.transforms.query;

import io.acequia.streams.transforms.query.StoreView.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.errors.NotFoundException;
import org.apache.kafka.connect.errors.RetriableException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.UnknownStateStoreException;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.apache.kafka.streams.query.VersionedKeyQuery;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreType;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.state.ReadOnlySessionStore;
import org.apache.kafka.streams.state.VersionedRecord;
import org.apache.kafka.streams.state.WindowStoreIterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of a topology that runs in this JVM: what this worker holds, not what others do;
 * {@link #owner} tells who has a key. Rows are those of the last event that was processed, which
 * may be one that is not committed yet.
 *
 * <p>Keys are JSON as {@link StoreKey#parse} takes it. All methods throw {@link RetriableException}
 * while the state is moving between workers, {@link NotFoundException} if there is no such store,
 * and {@link DataException} if it is asked in a way that it cannot answer. Thread-safe.
 */
public final class TopologyQueries {

  /** The most rows that one query gives. */
  public static final int MOST_ROWS = 10_000;

  private final KafkaStreams streams;
  private final Map<String, StoreView<?, ?>> views;

  /**
   * @param views by the name that queries call them
   */
  public TopologyQueries(KafkaStreams streams, Map<String, StoreView<?, ?>> views) {
    this.streams = streams;
    this.views = Map.copyOf(views);
  }

  /** The names of the stores. */
  public Set<String> stores() {
    return new TreeSet<>(views.keySet());
  }

  /**
   * The address of the worker that has the key; empty if it is not known, if the workers were told
   * no address, and of stores that every worker has.
   */
  public Optional<HostInfo> owner(String store, String key) {
    return owner(view(store), key);
  }

  private <K> Optional<HostInfo> owner(StoreView<K, ?> view, String key) {
    K parsed = view.key().parse(key);
    if (view.kind() == Kind.GLOBAL) {
      return Optional.empty();
    }
    try {
      KeyQueryMetadata found =
          streams.queryMetadataForKey(view.store(), parsed, view.key().bytes());
      boolean unknown =
          found == null
              || found.equals(KeyQueryMetadata.NOT_AVAILABLE)
              || found.activeHost().equals(HostInfo.unavailable());
      return unknown ? Optional.empty() : Optional.of(found.activeHost());
    } catch (StreamsException | IllegalStateException e) {
      throw unavailable(view, e);
    }
  }

  /** The row of a key; none if there is none here. */
  public Rows key(String store, String key) {
    return key(view(store), key);
  }

  private <K, V> Rows key(StoreView<K, V> view, String key) {
    requireWindowed(view, false);
    K parsed = view.key().parse(key);
    RowCollector<K, V> rows = new RowCollector<>(view, 1);
    if (view.kind() == Kind.VERSIONS) {
      version(view, parsed, rows);
      return rows.rows();
    }
    V value = read(view, QueryableStoreTypes.<K, V>keyValueStore(), found -> found.get(parsed));
    if (value != null) {
      rows.add(parsed, value);
    }
    return rows.rows();
  }

  private <K, V> void version(StoreView<K, V> view, K key, RowCollector<K, V> rows) {
    try {
      Map<Integer, QueryResult<VersionedRecord<V>>> parts =
          streams
              .query(
                  StateQueryRequest.inStore(view.store())
                      .withQuery(VersionedKeyQuery.<K, V>withKey(key))
                      .requireActive())
              .getPartitionResults();
      for (QueryResult<VersionedRecord<V>> part : parts.values()) {
        if (part.isFailure()) {
          throw unavailable(view, new InvalidStateStoreException(part.getFailureMessage()));
        }
        if (part.getResult() != null) {
          rows.add(key, part.getResult().value());
        }
      }
    } catch (StreamsException | IllegalStateException e) {
      throw unavailable(view, e);
    }
  }

  /** The rows of keys between two in the order of their bytes, both included; null: no bound. */
  public Rows range(String store, @Nullable String from, @Nullable String to, int limit) {
    return range(view(store), from, to, limit);
  }

  private <K, V> Rows range(
      StoreView<K, V> view, @Nullable String from, @Nullable String to, int limit) {
    requireWindowed(view, false);
    if (view.kind() == Kind.VERSIONS) {
      throw new DataException("a table of versions is read key by key");
    }
    K first = from == null ? null : view.key().parse(from);
    K last = to == null ? null : view.key().parse(to);
    return read(
        view,
        QueryableStoreTypes.<K, V>keyValueStore(),
        found -> {
          RowCollector<K, V> rows = new RowCollector<>(view, limit);
          try (KeyValueIterator<K, V> all = range(found, first, last)) {
            while (all.hasNext() && rows.wantsMore()) {
              KeyValue<K, V> next = all.next();
              rows.add(next.key, next.value);
            }
          }
          return rows.rows();
        });
  }

  @SuppressWarnings("NullAway") // Stores take null as no bound.
  private static <K, V> KeyValueIterator<K, V> range(
      ReadOnlyKeyValueStore<K, V> store, @Nullable K first, @Nullable K last) {
    return store.range(first, last);
  }

  /** The windows of a key that start between two times, both included. */
  public Rows windows(String store, String key, Instant from, Instant to, int limit) {
    return windows(view(store), key, from, to, limit);
  }

  private <K, V> Rows windows(
      StoreView<K, V> view, String key, Instant from, Instant to, int limit) {
    requireWindowed(view, true);
    K parsed = view.key().parse(key);
    if (view.kind() == Kind.SESSIONS) {
      return sessions(view, found -> found.fetch(parsed), from, to, limit);
    }
    return read(
        view,
        QueryableStoreTypes.<K, V>windowStore(),
        found -> {
          RowCollector<K, V> rows = new RowCollector<>(view, limit);
          try (WindowStoreIterator<V> all = found.fetch(parsed, from, to)) {
            while (all.hasNext() && rows.wantsMore()) {
              KeyValue<Long, V> next = all.next();
              rows.add(parsed, next.value, next.key, next.key + view.windowMs());
            }
          }
          return rows.rows();
        });
  }

  /** The windows of all keys that start between two times, both included. */
  public Rows allWindows(String store, Instant from, Instant to, int limit) {
    return allWindows(view(store), from, to, limit);
  }

  private <K, V> Rows allWindows(StoreView<K, V> view, Instant from, Instant to, int limit) {
    requireWindowed(view, true);
    if (view.kind() == Kind.SESSIONS) {
      return sessions(view, TopologyQueries::allSessions, from, to, limit);
    }
    return read(
        view,
        QueryableStoreTypes.<K, V>windowStore(),
        found -> collect(view, found.fetchAll(from, to), Instant.MIN, Instant.MAX, limit));
  }

  @SuppressWarnings("NullAway") // Stores take null as no bound.
  private static <K, V> KeyValueIterator<Windowed<K>, V> allSessions(
      ReadOnlySessionStore<K, V> store) {
    return store.fetch(null, null);
  }

  private <K, V> Rows sessions(
      StoreView<K, V> view,
      Reading<ReadOnlySessionStore<K, V>, KeyValueIterator<Windowed<K>, V>> query,
      Instant from,
      Instant to,
      int limit) {
    return read(
        view,
        QueryableStoreTypes.<K, V>sessionStore(),
        found -> collect(view, query.of(found), from, to, limit));
  }

  private static <K, V> Rows collect(
      StoreView<K, V> view,
      KeyValueIterator<Windowed<K>, V> found,
      Instant from,
      Instant to,
      int limit) {
    RowCollector<K, V> rows = new RowCollector<>(view, limit);
    try (KeyValueIterator<Windowed<K>, V> all = found) {
      while (all.hasNext() && rows.wantsMore()) {
        KeyValue<Windowed<K>, V> next = all.next();
        Instant start = next.key.window().startTime();
        if (!start.isBefore(from) && !start.isAfter(to)) {
          rows.add(next.key.key(), next.value, next.key.window().start(), next.key.window().end());
        }
      }
    }
    return rows.rows();
  }

  private StoreView<?, ?> view(String store) {
    StoreView<?, ?> view = views.get(store);
    if (view == null) {
      throw new NotFoundException("there is no store " + store + ", only " + stores());
    }
    return view;
  }

  private <S, R> R read(StoreView<?, ?> view, QueryableStoreType<S> type, Reading<S, R> reading) {
    try {
      return reading.of(streams.store(StoreQueryParameters.fromNameAndType(view.store(), type)));
    } catch (UnknownStateStoreException e) {
      throw new NotFoundException("the topology has no store " + view.store(), e);
    } catch (StreamsException | IllegalStateException e) {
      throw unavailable(view, e);
    }
  }

  private static RuntimeException unavailable(StoreView<?, ?> view, RuntimeException cause) {
    return new RetriableException(
        "store " + view.store() + " cannot be read now: " + cause.getMessage(), cause);
  }

  private static void requireWindowed(StoreView<?, ?> view, boolean windowed) {
    if (view.kind().isWindowed() != windowed) {
      throw new DataException(
          "store " + view.store() + (windowed ? " has no windows" : " is read by windows"));
    }
  }

  /** What is done with a store. */
  private interface Reading<S, R> {
    R of(S store);
  }
}
