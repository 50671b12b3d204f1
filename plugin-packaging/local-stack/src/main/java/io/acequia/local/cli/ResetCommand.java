package io.acequia.local.cli;

import io.acequia.local.stack.Shutdown;
import io.acequia.local.stack.StackLock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "reset",
    description = "Stops every server and deletes their data, logs and secrets.",
    mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (StackLock lock = StackLock.take()) {
      new Shutdown(spec.commandLine().getOut()).reset();
    }
    return 0;
  }
}
