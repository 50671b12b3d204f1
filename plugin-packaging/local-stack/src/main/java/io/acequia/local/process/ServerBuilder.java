package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What every server can be told before it is built, and how its process comes of that.
 *
 * @param <B> the builder itself, which its methods return
 */
abstract class ServerBuilder<B extends ServerBuilder<B>> {
  private final Path folder;
  private int port;
  private boolean detached;

  /**
   * @param folder keeps the server's data, settings and log
   */
  ServerBuilder(Path folder) {
    this.folder = folder.toAbsolutePath();
  }

  /** Default 0: a free one, kept over restarts. */
  public B port(int value) {
    port = value;
    return self();
  }

  /** Lets the server outlive this JVM. */
  public B detached() {
    detached = true;
    return self();
  }

  @SuppressWarnings("unchecked") // by its bound B is this builder's own class
  private B self() {
    return (B) this;
  }

  Path folder() {
    return folder;
  }

  /** The port that was asked for, or a free one: another one at each call. */
  int choosePort() {
    return port == 0 ? FreePorts.next() : port;
  }

  /**
   * The server's process, which does not run yet; its folder is created if absent.
   *
   * @param stopSignal asks the server for an orderly end: {@code TERM}, {@code INT}
   * @param environment in addition to this JVM's own
   */
  ChildProcess process(String name, String stopSignal, Map<String, String> environment) {
    return new ChildProcess(name, created(folder), stopSignal, detached, environment);
  }

  /** The folder, created with its parents if absent. */
  static Path created(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
