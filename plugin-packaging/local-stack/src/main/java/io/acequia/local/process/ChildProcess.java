package io.acequia.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One server as a process of its own session, with its log and its pid file in a folder.
 *
 * <p>A process that an earlier JVM started in the same folder and that still runs is adopted.
 * Signals reach only the process that was started here, and its descendants.
 */
public final class ChildProcess {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final int SHOWN_LINES = 15;

  private final String name;
  private final Path log;
  private final PidFile pidFile;
  private final String stopSignal;
  private final boolean detached;
  private final Map<String, String> environment;
  private @Nullable Thread reaper;

  /**
   * @param stopSignal asks the server for an orderly end: {@code TERM}, {@code INT}
   * @param detached whether the server outlives this JVM
   * @param environment in addition to this JVM's own
   */
  ChildProcess(
      String name,
      Path folder,
      String stopSignal,
      boolean detached,
      Map<String, String> environment) {
    this.name = name;
    this.log = folder.resolve(name + ".log");
    this.pidFile = new PidFile(folder.resolve(name + ".pid"));
    this.stopSignal = stopSignal;
    this.detached = detached;
    this.environment = Map.copyOf(environment);
  }

  public String name() {
    return name;
  }

  public Path log() {
    return log;
  }

  public boolean alive() {
    return handle().isPresent();
  }

  public long pid() {
    return running().pid();
  }

  /**
   * Starts the command unless the process runs already, and returns when {@code ready} is true.
   *
   * @throws ProcessFailedException if it ends or is not ready in time, with the end of its log
   */
  void start(List<String> command, Duration timeout, Callable<Boolean> ready) {
    long logStart = size(log);
    ProcessHandle process = handle().orElseGet(() -> launch(command));
    boolean running;
    try {
      running = Await.until(name + " to be ready", timeout, process.onExit(), ready);
    } catch (ProcessFailedException e) {
      throw new ProcessFailedException(e.getMessage() + endOfLog(logStart), e);
    }
    if (!running) {
      pidFile.delete();
      throw new ProcessFailedException(name + " ended before it was ready" + endOfLog(logStart));
    }
  }

  /** Asks for an orderly end and, if that takes too long, kills. Harmless when nothing runs. */
  public void stop() {
    handle()
        .ifPresent(
            process -> {
              signal(stopSignal, List.of(process));
              // A paused process would act on the signal only when it continues.
              signal("CONT", tree(process));
              if (!endsWithin(STOP_TIMEOUT, process)) {
                kill();
              }
            });
    forget();
  }

  /** Ends the process and its descendants at once, as a crash would (SIGKILL). */
  public void kill() {
    handle()
        .ifPresent(
            process -> {
              List<ProcessHandle> all = tree(process);
              signal("KILL", all);
              all.forEach(one -> endsWithin(STOP_TIMEOUT, one));
            });
    forget();
  }

  /**
   * Freezes the process and its descendants (SIGSTOP): connections stay open and silent. Returns
   * when none of their threads does anything any more.
   */
  public void pause() {
    ProcessHandle process = running();
    // The parent first, so that it starts no child that is missed.
    freeze(List.of(process));
    freeze(process.descendants().toList());
  }

  private void freeze(List<ProcessHandle> processes) {
    signal("STOP", processes);
    for (ProcessHandle process : processes) {
      Await.until(name + " to stand still", STOP_TIMEOUT, () -> Standstill.of(process));
    }
  }

  /** Ends a {@link #pause()}. */
  public void resume() {
    signal("CONT", tree(running()));
  }

  private Optional<ProcessHandle> handle() {
    return pidFile.find();
  }

  private ProcessHandle running() {
    return handle().orElseThrow(() -> new ProcessFailedException(name + " does not run"));
  }

  private ProcessHandle launch(List<String> command) {
    List<String> inOwnSession = new ArrayList<>(List.of("setsid"));
    inOwnSession.addAll(command);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(inOwnSession)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(Redirect.appendTo(log.toFile()))
              .redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      pidFile.write(process.toHandle());
      if (!detached) {
        reaper = new Thread(this::kill, name + "-reaper");
        Runtime.getRuntime().addShutdownHook(reaper);
      }
      return process.toHandle();
    } catch (IOException e) {
      throw new ProcessFailedException(name + " could not be started: " + e.getMessage(), e);
    }
  }

  private void forget() {
    pidFile.delete();
    Thread hook = reaper;
    reaper = null;
    if (hook != null && hook != Thread.currentThread()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The JVM is ending: its hooks run already, and find nothing to kill.
        return;
      }
    }
  }

  private void signal(String signal, List<ProcessHandle> processes) {
    String pids =
        processes.stream().map(p -> Long.toString(p.pid())).collect(Collectors.joining(" "));
    if (pids.isEmpty()) {
      return;
    }
    try {
      // The shell's own kill; one that ended by itself in between is no error.
      Process sh =
          new ProcessBuilder("sh", "-c", "kill -" + signal + " " + pids)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      if (!sh.waitFor(60, TimeUnit.SECONDS)) {
        throw new ProcessFailedException("could not send SIG" + signal + " to " + name);
      }
    } catch (IOException e) {
      throw new ProcessFailedException("could not send SIG" + signal + " to " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProcessFailedException("interrupted while signalling " + name, e);
    }
  }

  private static boolean endsWithin(Duration timeout, ProcessHandle process) {
    try {
      Await.until("the end of process " + process.pid(), timeout, () -> !process.isAlive());
      return true;
    } catch (ProcessFailedException e) {
      return false;
    }
  }

  private static List<ProcessHandle> tree(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  private String endOfLog(long from) {
    try {
      return "; the end of "
          + log
          + ":\n  "
          + String.join("\n  ", LogTail.last(SHOWN_LINES, log, from));
    } catch (IOException e) {
      return "; its log " + log + " cannot be read: " + e.getMessage();
    }
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
