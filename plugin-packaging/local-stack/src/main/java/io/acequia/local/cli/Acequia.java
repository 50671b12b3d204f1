package io.acequia.local.cli;

import io.acequia.local.process.ConnectRestException;
import io.acequia.local.process.ProcessFailedException;
import io.acequia.local.stack.StackException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code acequia} command; the script of that name builds it and starts it. */
@Command(
    name = "acequia",
    description = "A local Kafka, Connect worker and PostgreSQL with Acequia's plugins.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      ResetCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      SampleCommand.class
    })
public final class Acequia {
  private Acequia() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Acequia());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (exception, failed, parsed) -> {
          if (exception instanceof StackException
              || exception instanceof ProcessFailedException
              || exception instanceof ConnectRestException) {
            failed.getErr().println("acequia: " + exception.getMessage());
          } else {
            exception.printStackTrace(failed.getErr());
          }
          return failed.getCommandSpec().exitCodeOnExecutionException();
        });
    return line;
  }
}
