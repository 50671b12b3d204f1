package io.acequia.smt.lookup;

import com.github.benmanes.caffeine.cache.CacheLoader;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query, asked for by key and kept for a while; a row that is in use is asked for
 * again by a thread of its own before its time is over. While the database does not answer, rows in
 * the cache serve until their time is over; anything else is an outage.
 */
final class JdbcTable implements LookupTable {

  private static final int MOST_REFRESHES_WAITING = 1_000;

  private final JdbcRows rows;
  private final int keySize;
  private final Duration negativeTtl;
  private final ExecutorService owner;
  private final LoadingCache<Object, Optional<TableRow>> cache;

  /**
   * Does not connect yet: an outage at the start is one like any other.
   *
   * @param needed columns that the query must give
   */
  JdbcTable(JdbcOptions options, List<String> needed, Ticker ticker) {
    this.rows = new JdbcRows(options, needed);
    this.keySize = options.parameters();
    this.negativeTtl = options.negativeTtl();
    this.owner = thread();
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(options.maxEntries())
            .executor(Runnable::run)
            .ticker(ticker)
            .expireAfter(
                Expiry.<Object, Optional<TableRow>>writing(
                    (key, row) -> row.isPresent() ? options.ttl() : negativeTtl))
            .refreshAfterWrite(options.ttl().multipliedBy(3).dividedBy(4))
            .build(loader());
  }

  private static ExecutorService thread() {
    return new ThreadPoolExecutor(
        0,
        1,
        10,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(MOST_REFRESHES_WAITING),
        task -> {
          Thread made = new Thread(task, "acequia-lookup-refresh");
          made.setDaemon(true);
          return made;
        });
  }

  private CacheLoader<Object, Optional<TableRow>> loader() {
    return new CacheLoader<>() {
      @Override
      public Optional<TableRow> load(Object key) {
        return rows.row(key);
      }

      @Override
      public CompletableFuture<Optional<TableRow>> asyncReload(
          Object key, Optional<TableRow> before, Executor unused) {
        CompletableFuture<Optional<TableRow>> refreshed = new CompletableFuture<>();
        try {
          owner.execute(() -> refresh(key, refreshed));
        } catch (RejectedExecutionException e) {
          // No room, or closed. The row is asked for again when its time is over.
          refreshed.completeExceptionally(new CancellationException("not refreshed"));
        }
        return refreshed;
      }
    };
  }

  private void refresh(Object key, CompletableFuture<Optional<TableRow>> refreshed) {
    try {
      refreshed.complete(rows.row(key));
    } catch (RuntimeException e) {
      // The old row serves on and whoever needs a new one gets the error. Only of a cancellation
      // the cache makes no noise, which would show the server's words.
      refreshed.completeExceptionally(new CancellationException("not refreshed"));
    }
  }

  @Override
  public int keySize() {
    return keySize;
  }

  @Override
  public @Nullable TableRow find(Object key) {
    if (negativeTtl.isZero()) {
      Optional<TableRow> cached = cache.getIfPresent(key);
      if (cached != null && cached.isEmpty()) {
        cache.invalidate(key);
      }
    }
    return cache.get(key).orElse(null);
  }

  @Override
  public TableShape shape() {
    return rows.shape();
  }

  @Override
  public boolean shapeIsFinal() {
    return true;
  }

  @Override
  public void close() {
    owner.shutdownNow();
    rows.close();
    cache.invalidateAll();
  }
}
