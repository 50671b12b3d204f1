package io.acequia.streams.transforms.standalone;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code java -jar acequia-streams-standalone.jar plan.json}. */
public final class Main {

  private Main() {}

  /** Ends with 0 at the end of a batch, 1 on a failure, 2 on wrong arguments or a wrong plan. */
  public static void main(String[] arguments) {
    Callable<Integer> run = new RunCommand();
    CommandLine line = new CommandLine(run);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          // What went wrong is a sentence; where in our code is only for those who ask.
          List<String> sentences = Sentences.of(failure);
          command.getErr().println("acequia-streams: " + String.join(": ", sentences));
          return Sentences.isTheUsers(failure) ? 2 : 1;
        });
    System.exit(line.execute(arguments));
  }
}
