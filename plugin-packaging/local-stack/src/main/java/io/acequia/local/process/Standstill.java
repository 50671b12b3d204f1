package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Whether a process that was sent SIGSTOP has come to stand: each of its threads stops when it next
 * leaves the kernel, and may finish what it is at until then.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class Standstill {
  /** Stopped; ended but not yet waited for; ended. */
  private static final String STILL = "TZX";

  private Standstill() {}

  /** Whether all threads stand; true as well where the kernel does not tell. */
  static boolean of(ProcessHandle process) throws IOException {
    try (Stream<Path> threads =
        Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
      return threads.allMatch(Standstill::stands);
    } catch (NoSuchFileException e) {
      return true;
    }
  }

  private static boolean stands(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      // The name before it is in parentheses, and may have some itself.
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return STILL.indexOf(state) >= 0;
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
