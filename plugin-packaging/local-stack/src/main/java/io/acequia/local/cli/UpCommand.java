package io.acequia.local.cli;

import io.acequia.local.stack.AddOn;
import io.acequia.local.stack.OwnPostgres;
import io.acequia.local.stack.Stack;
import io.acequia.local.stack.StackLock;
import io.acequia.local.stack.StackSettings;
import io.acequia.local.stack.Startup;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "up",
    description = "Starts what does not run yet and deploys the first flow.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Ports are moved by ACEQUIA_KAFKA_PORT (9092), ACEQUIA_CONNECT_PORT (8083),",
      "ACEQUIA_INGEST_PORT (8088), ACEQUIA_POSTGRES_PORT (5433) and",
      "ACEQUIA_ELASTICSEARCH_PORT (9200)."
    })
final class UpCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--empty", description = "Deploys no connectors.")
  boolean empty;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description = "Your own server: postgresql://user:password@host:5432/database")
  @Nullable String postgres;

  @Option(names = "--elasticsearch", description = "Starts an Elasticsearch as well.")
  boolean elasticsearch;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    StackSettings settings =
        StackSettings.of(
            System.getenv(), Optional.ofNullable(postgres).map(OwnPostgres::parse), addOns());
    try (StackLock lock = StackLock.take()) {
      Stack stack = new Startup(out).up(settings, empty);
      NextSteps.print(out, stack, empty);
    }
    return 0;
  }

  private Set<AddOn> addOns() {
    Set<AddOn> chosen = EnumSet.noneOf(AddOn.class);
    if (elasticsearch) {
      chosen.add(AddOn.ELASTICSEARCH);
    }
    return chosen;
  }
}
