package io.acequia.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a program that ends by itself. */
final class OneShot {
  private static final int TIMEOUT_SECONDS = 180;

  private OneShot() {}

  /**
   * Returns when the program ended well.
   *
   * @param what the doing, for errors: "formatting the storage"
   * @throws ProcessFailedException with its output if it fails or takes more than three minutes
   */
  static void run(String what, List<String> command) {
    Path output = null;
    try {
      output = Files.createTempFile("acequia", ".out");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ProcessFailedException(what + " took more than " + TIMEOUT_SECONDS + " s");
      }
      if (process.exitValue() != 0) {
        throw new ProcessFailedException(
            what
                + " failed with exit code "
                + process.exitValue()
                + ":\n"
                + Files.readString(output));
      }
    } catch (IOException e) {
      throw new ProcessFailedException(what + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProcessFailedException("interrupted while " + what, e);
    } finally {
      delete(output);
    }
  }

  private static void delete(@Nullable Path file) {
    if (file == null) {
      return;
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      file.toFile().deleteOnExit();
    }
  }
}
