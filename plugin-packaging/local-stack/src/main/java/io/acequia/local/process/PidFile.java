package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which process of this machine is the one that was started here: its number and when it began, so
 * that a number used again by a stranger is never taken for it.
 */
final class PidFile {
  /** The kernel derives the start from its uptime; the wall clock may be corrected in between. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Path file;

  PidFile(Path file) {
    this.file = file;
  }

  void write(ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(Instant.now());
    try {
      Files.writeString(file, process.pid() + "\n" + start + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The process, if it still runs and is the very one that was recorded. */
  Optional<ProcessHandle> find() {
    try {
      List<String> lines = Files.readAllLines(file);
      Instant recorded = Instant.parse(lines.get(1));
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, recorded));
    } catch (IOException
        | DateTimeException
        | NumberFormatException
        | IndexOutOfBoundsException e) {
      // Never started here, or the file was cut off by a crash: nothing that may be signalled.
      return Optional.empty();
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant recorded) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, recorded).abs().compareTo(TOLERANCE) <= 0)
        .orElse(false);
  }
}
