package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Readers and writers that are not ours: packages of Python, and programs that use them. */
public final class PythonPackages {

  private static final Duration INSTALLATION = Duration.ofMinutes(10);
  private static final Duration PROGRAM = Duration.ofMinutes(5);

  private final Path folder;

  private PythonPackages(Path folder) {
    this.folder = folder;
  }

  /**
   * These packages with their versions, installed into the folder unless they are there. Without a
   * Python the tests that ask for them are skipped, with a line that says so; on CI they fail.
   */
  public static PythonPackages in(Path folder, String... packages)
      throws IOException, InterruptedException {
    PythonPackages installed = new PythonPackages(folder.toAbsolutePath());
    String names = String.join(" ", packages);
    Path marker = installed.folder.resolve("installed-" + Integer.toHexString(names.hashCode()));
    Files.createDirectories(installed.folder);
    // Several modules' tests may want the same folder at once.
    Path lockFile = installed.folder.resolveSibling(folder.getFileName() + ".lock");
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(marker)) {
        requirePython(names);
        List<String> install = new ArrayList<>(List.of("-m", "pip", "install", "-q", "--target"));
        install.add(installed.folder.toString());
        install.addAll(List.of(packages));
        installed.run(INSTALLATION, install);
        Files.createFile(marker);
      }
    }
    return installed;
  }

  private static void requirePython(String names) throws InterruptedException {
    boolean python = hasPython();
    if (!python) {
      System.out.println("Skipped: there is no python3 with pip here for " + names);
    }
    assertThat(python || !"true".equals(System.getenv("CI"))).as("python3 on CI").isTrue();
    assumeTrue(python, "python3 is not here");
  }

  private static boolean hasPython() throws InterruptedException {
    try {
      return new ProcessBuilder("python3", "-m", "pip", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** The lines that a program prints, which must succeed; what it complains of is printed. */
  public List<String> run(Path script, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(script.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return run(PROGRAM, command);
  }

  private List<String> run(Duration limit, List<String> arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = program(arguments).redirectError(Redirect.INHERIT);
    List<String> command = builder.command();
    Process process = builder.start();
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)).as("%s", command).isTrue();
      assertThat(process.exitValue()).as("%s: %s", command, out).isZero();
      return out.lines().toList();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Python with these arguments, and the packages on its path; not started yet. */
  ProcessBuilder program(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONPATH", folder.toString());
    return builder;
  }
}
