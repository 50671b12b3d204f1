package io.acequia.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the threads of a process do, by Linux's {@code /proc}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
final class ThreadStates {
  private static final Path PROC = Path.of("/proc");
  private static final String STOPPED = "T";

  private ThreadStates() {}

  /**
   * Whether no thread of the process goes on any more after SIGSTOP, which on a busy machine takes
   * its time. True at once where the system does not tell, and of a process that is no more.
   */
  static boolean areStopped(ProcessHandle process) throws IOException {
    Path threads = PROC.resolve(Long.toString(process.pid())).resolve("task");
    if (!Files.isDirectory(threads)) {
      return true;
    }
    List<Path> all;
    try (Stream<Path> found = Files.list(threads)) {
      all = found.toList();
    }
    for (Path thread : all) {
      if (!isStopped(thread.resolve("stat"))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isStopped(Path stat) throws IOException {
    try {
      String line = Files.readString(stat);
      // The name before the state is in brackets, and may have brackets and blanks itself.
      return line.startsWith(STOPPED, line.lastIndexOf(')') + 2);
    } catch (NoSuchFileException e) {
      return true;
    }
  }
}
