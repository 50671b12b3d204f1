package io.acequia.local.stack;

import io.acequia.local.process.LocalServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Stops the stack; forgets it on demand. */
public final class Shutdown {
  /** What {@code reset} keeps: it is not state, and costs seconds to make again. */
  private static final List<String> KEPT = List.of("cache", "build", "lock");

  private final PrintWriter out;

  public Shutdown(PrintWriter out) {
    this.out = out;
  }

  /** Stops every server that runs; harmless if none does. */
  public void down() {
    Stack.load()
        .ifPresent(
            stack -> {
              for (LocalServer server : stack.servers()) {
                if (server.alive()) {
                  server.stop();
                  out.println("  stopped " + server.process().name());
                  out.flush();
                }
              }
            });
  }

  /** Stops everything and deletes all data, logs and secrets. */
  public void reset() {
    down();
    Path folder = Stack.folder();
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.toList()) {
        if (!KEPT.contains(entry.getFileName().toString())) {
          Folders.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
