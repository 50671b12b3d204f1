package io.acequia.local.cli;

import io.acequia.local.stack.Shutdown;
import io.acequia.local.stack.StackLock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "down",
    description = "Stops every server; data, logs and secrets stay.",
    mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    try (StackLock lock = StackLock.take()) {
      new Shutdown(spec.commandLine().getOut()).down();
    }
    return 0;
  }
}
