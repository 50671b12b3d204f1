package io.acequia.local.sample;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;

/** One line that tells how far it is, written over again and again. */
public final class Progress implements AutoCloseable {
  private static final long EVERY_NANOS = 250_000_000;

  private final PrintWriter out;
  private final long total;
  private final long begin = System.nanoTime();
  private long shown = begin - EVERY_NANOS;
  private boolean open;

  public Progress(PrintWriter out, long total) {
    this.out = out;
    this.total = total;
  }

  void show(long accepted, Optional<String> trouble) {
    long now = System.nanoTime();
    if (now - shown < EVERY_NANOS && accepted < total) {
      return;
    }
    shown = now;
    open = true;
    out.printf(
        Locale.ROOT,
        "\r  %,d of %,d accepted, %,.0f a second%-50s",
        accepted,
        total,
        accepted / Math.max(1e-3, (now - begin) / 1e9),
        trouble.map(why -> " (" + why + "; trying again)").orElse(""));
    out.flush();
  }

  @Override
  public void close() {
    if (open) {
      out.println();
      out.flush();
      open = false;
    }
  }
}
