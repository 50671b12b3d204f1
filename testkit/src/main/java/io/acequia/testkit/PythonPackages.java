package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Packages of PyPI in a folder of a build, for tests against programs that are not ours. Where
 * there is no Python such tests are skipped, with a line that says so; on CI they fail.
 */
public final class PythonPackages {

  private static final long PATIENCE_SECONDS = 600;

  private PythonPackages() {}

  /**
   * Installs the packages unless they are there.
   *
   * @param folder below {@code target/}, to be given to Python as {@code PYTHONPATH}
   * @param pinned as {@code pip} wants them: {@code name==version}
   */
  public static void install(Path folder, String... pinned)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path installed = folder.resolve("installed-" + Integer.toHexString(Arrays.hashCode(pinned)));
    // Several modules' tests may want the same folder at once.
    try (FileChannel lock =
            FileChannel.open(
                folder.resolveSibling(folder.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock held = lock.lock()) {
      if (held.isValid() && !Files.exists(installed)) {
        assumePython();
        List<String> command =
            new ArrayList<>(
                List.of("python3", "-m", "pip", "install", "-q", "--target", folder.toString()));
        command.addAll(List.of(pinned));
        run(command);
        Files.createFile(installed);
      }
    }
  }

  private static void assumePython() throws InterruptedException {
    boolean python;
    try {
      python = new ProcessBuilder("python3", "-m", "pip", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      python = false;
    }
    if (!python) {
      System.out.println("python3 is not here: what needs it is skipped");
    }
    assertThat(python || !"true".equals(System.getenv("CI"))).as("python3 on CI").isTrue();
    assumeTrue(python, "python3 is not here");
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
  }
}
