package io.acequia.smt.enrich;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was read from a file, read again by a thread of its own when the file's time or size has
 * changed. A new file that cannot be read leaves the old content in place and is reported once.
 *
 * <p>Replace a file by renaming another over it. One that is written in place is read again when
 * its time changes, so that a half of it is never the last word.
 */
public final class ReloadedFile<T> implements Closeable {

  private static final Logger log = LoggerFactory.getLogger(ReloadedFile.class);

  /** Reads the content; stops with an exception when the thread is interrupted. */
  @FunctionalInterface
  public interface Loader<T> {
    /**
     * Reads all of it.
     *
     * @throws IOException if it cannot be read or is not what it should be; the message says where
     *     and never shows content
     */
    T load(InputStream in) throws IOException;
  }

  private record Stamp(FileTime modified, long size) {}

  private final Path file;
  private final long maxBytes;
  private final Loader<T> loader;
  private final @Nullable ScheduledExecutorService owner;
  private volatile T content;

  /** Of the last file that was tried; the owner's after the construction. */
  private @Nullable Stamp tried;

  private @Nullable String reported;

  /**
   * Reads the file for the first time.
   *
   * @param interval between two looks at the file; zero looks never
   * @throws ConfigException if it cannot be read
   */
  public ReloadedFile(
      String setting, Path file, long maxBytes, Duration interval, Loader<T> loader) {
    this.file = file;
    this.maxBytes = maxBytes;
    this.loader = loader;
    try {
      Stamp stamp = stamp();
      content = load(stamp);
      tried = stamp;
    } catch (IOException e) {
      throw new ConfigException(setting, file, "cannot be loaded: " + reason(e));
    }
    owner = interval.isZero() ? null : start(interval);
  }

  private ScheduledExecutorService start(Duration interval) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, "acequia-reload-" + file.getFileName());
              made.setDaemon(true);
              return made;
            });
    long millis = interval.toMillis();
    var unused = thread.scheduleWithFixedDelay(this::check, millis, millis, TimeUnit.MILLISECONDS);
    return thread;
  }

  /** The newest content that could be read. */
  public T get() {
    return content;
  }

  /** Reads the file if it has changed since the last attempt. */
  void check() {
    try {
      Stamp stamp = stamp();
      if (stamp.equals(tried)) {
        return;
      }
      tried = stamp;
      content = load(stamp);
      reported = null;
      log.info("Read {} again: {} bytes of {}", file, stamp.size, stamp.modified);
    } catch (IOException | RuntimeException e) {
      // Also what a loader did not foresee: it would end the timer and with it all reloading.
      report(reason(e));
    }
  }

  private void report(String reason) {
    if (!reason.equals(reported) && !Thread.currentThread().isInterrupted()) {
      reported = reason;
      log.warn("The new {} cannot be loaded, so the old content stays: {}", file, reason);
    }
  }

  private Stamp stamp() throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (!attributes.isRegularFile()) {
      throw new IOException("it is not a regular file");
    }
    return new Stamp(attributes.lastModifiedTime(), attributes.size());
  }

  private T load(Stamp stamp) throws IOException {
    if (stamp.size > maxBytes) {
      throw new IOException("it is larger than " + maxBytes + " bytes");
    }
    try (InputStream in = new LimitedStream(Files.newInputStream(file), maxBytes)) {
      return loader.load(in);
    }
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "it is not there"
        : String.valueOf(e.getMessage());
  }

  @Override
  public void close() {
    if (owner == null) {
      return;
    }
    owner.shutdownNow();
    try {
      if (!owner.awaitTermination(4, TimeUnit.SECONDS)) {
        log.warn("Reading {} goes on although the transform is closed", file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
