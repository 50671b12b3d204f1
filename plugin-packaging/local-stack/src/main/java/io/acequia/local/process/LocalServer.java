package io.acequia.local.process;

import java.nio.file.Path;

/**
 * The life of a server on this machine. A server that still runs in its folder from before is
 * adopted by {@link #start()}; unless it was built as detached, it ends with this JVM.
 */
public sealed interface LocalServer extends AutoCloseable
    permits LocalKafka, ConnectWorker, Postgres, SchemaRegistry, Elasticsearch, ObjectServer {
  /** The process behind it. */
  ChildProcess process();

  /**
   * Starts it, or finds it running, and returns when it serves.
   *
   * @throws ProcessFailedException with the end of its log if it ends or does not serve in time
   */
  LocalServer start();

  /** Orderly end; harmless when it does not run. */
  default void stop() {
    process().stop();
  }

  /** Ends it as a crash would ({@code kill -9}). */
  default void kill() {
    process().kill();
  }

  /** Freezes it (SIGSTOP). */
  default void pause() {
    process().pause();
  }

  /** Ends {@link #pause()}. */
  default void resume() {
    process().resume();
  }

  /** Stops it if it runs, and starts it with the same state, ports and settings. */
  default void restart() {
    stop();
    start();
  }

  default boolean alive() {
    return process().alive();
  }

  default long pid() {
    return process().pid();
  }

  default Path log() {
    return process().log();
  }

  @Override
  default void close() {
    stop();
  }
}
