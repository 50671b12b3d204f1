package io.acequia.local.cli;

import io.acequia.local.process.ProjectRoot;
import io.acequia.local.sample.BatchClient;
import io.acequia.local.sample.FlightFile;
import io.acequia.local.sample.FlightSample;
import io.acequia.local.sample.Progress;
import io.acequia.local.sample.SampleResult;
import io.acequia.local.stack.Stack;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "flights",
    description = {
      "Sends real flights of 2001 to the stream 'flights', and counts what was accepted.",
      "An interrupted worker is waited for: events are sent again with the same event_id."
    },
    mixinStandardHelpOptions = true)
final class SampleFlightsCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--count",
      defaultValue = "20000",
      paramLabel = "N",
      description = "How many; from 20,001 on the flights repeat with new ids. Default 20000.")
  long count;

  @Option(
      names = "--rate",
      defaultValue = "0",
      paramLabel = "N",
      description = "The most events a second; by default as fast as they are accepted.")
  long rate;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description =
          "The beginning of every event_id; random by default. The same ID sends the same events.")
  @Nullable String run;

  @Option(
      names = "--patience",
      defaultValue = "600",
      paramLabel = "SECONDS",
      description = "How long to try while nothing is accepted. Default 600.")
  long patience;

  @Override
  public Integer call() throws IOException {
    if (count < 0 || rate < 0 || patience < 0) {
      throw new ParameterException(
          spec.commandLine(), "--count, --rate and --patience must not be negative");
    }
    if (run != null && !run.matches("[A-Za-z0-9_-]{1,40}")) {
      throw new ParameterException(
          spec.commandLine(), "--run must be 1 to 40 letters, digits, '-' or '_'");
    }
    Stack stack = Stack.saved();
    FlightFile flights =
        FlightFile.read(ProjectRoot.path().resolve("compose/sample-data/flights.ndjson.gz"));
    BatchClient client = new BatchClient(stack.ingestUrl(), stack.apiKey());
    try (Progress progress = new Progress(spec.commandLine().getErr(), count)) {
      SampleResult result =
          new FlightSample(flights, run == null ? randomRun() : run, client, progress)
              .send(count, rate, Duration.ofSeconds(patience));
      progress.close();
      result.problem().ifPresent(spec.commandLine().getErr()::println);
      spec.commandLine().getOut().println(result.accepted() + " events accepted");
      spec.commandLine().getOut().flush();
      return result.accepted() == count ? 0 : 1;
    }
  }

  private static String randomRun() {
    byte[] bytes = new byte[8];
    ThreadLocalRandom.current().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
