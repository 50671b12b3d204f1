package io.acequia.local.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program as somebody else than root, which PostgreSQL insists on.
 *
 * <p>In a user namespace of its own, without a mapping, a program of root's sees itself as nobody
 * but still owns root's files, so neither the data nor the folders above it need another owner.
 * Where the kernel refuses such namespaces, the user {@code nobody} must do.
 */
final class Unprivileged {
  private static final List<String> NAMESPACE = List.of("unshare", "--user");
  private static final List<String> NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private Unprivileged() {}

  /** The command as it is for an ordinary user, wrapped for root. */
  static List<String> command(List<String> command) {
    if (!"root".equals(System.getProperty("user.name"))) {
      return command;
    }
    List<String> wrapped = new ArrayList<>(namespaces() ? NAMESPACE : NOBODY);
    wrapped.addAll(command);
    return wrapped;
  }

  /** Whether the files must belong to {@code nobody}. */
  static boolean needsOwner() {
    return "root".equals(System.getProperty("user.name")) && !namespaces();
  }

  private static boolean namespaces() {
    return Holder.NAMESPACES;
  }

  /** Asked once: the kernel does not change its mind. */
  private static final class Holder {
    static final boolean NAMESPACES = succeeds();

    private static boolean succeeds() {
      List<String> probe = new ArrayList<>(NAMESPACE);
      probe.add("true");
      try {
        Process process =
            new ProcessBuilder(probe)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
      } catch (IOException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
