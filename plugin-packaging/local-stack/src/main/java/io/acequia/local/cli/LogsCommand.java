package io.acequia.local.cli;

import io.acequia.local.process.LocalServer;
import io.acequia.local.stack.Stack;
import io.acequia.local.stack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "logs",
    description = "Shows the end of the servers' logs.",
    mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "SERVER",
      description = "kafka, connect, postgres or what up was asked to add; all of them by default.")
  @Nullable String server;

  @Option(names = "-f", description = "Goes on as the logs grow, until Ctrl-C.")
  boolean follow;

  @Option(
      names = "-n",
      defaultValue = "50",
      paramLabel = "LINES",
      description = "How many lines of each; default ${DEFAULT-VALUE}.")
  int lines;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
    if (follow) {
      command.add("-F");
    }
    int options = command.size();
    for (LocalServer one : Stack.saved().servers()) {
      if (chosen(one.process().name()) && Files.exists(one.log())) {
        command.add(one.log().toString());
      }
    }
    if (command.size() == options) {
      throw new StackException(
          "there is no such log: %s was never started here"
              .formatted(server == null ? "a server" : "'" + server + "'"));
    }
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private boolean chosen(String name) {
    return server == null || server.equalsIgnoreCase(name);
  }
}
