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
      "ACEQUIA_INGEST_PORT (8088), ACEQUIA_POSTGRES_PORT (5433), ACEQUIA_REGISTRY_PORT (8081),",
      "ACEQUIA_ELASTICSEARCH_PORT (9200) and ACEQUIA_OBJECTS_PORT (9000)."
    })
final class UpCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--empty", description = "Deploys no connectors.")
  boolean empty;

  @Option(names = "--objects", description = "Starts an object store (S3) as well.")
  boolean objects;

  @Option(
      names = "--postgres",
      paramLabel = "URL",
      description = "Your own server: postgresql://user:password@host:5432/database")
  @Nullable String postgres;

  @Option(names = "--registry", description = "Adds a schema registry.")
  boolean registry;

  @Option(names = "--elasticsearch", description = "Adds an Elasticsearch.")
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
    Set<AddOn> asked = EnumSet.noneOf(AddOn.class);
    if (registry) {
      asked.add(AddOn.REGISTRY);
    }
    if (elasticsearch) {
      asked.add(AddOn.ELASTICSEARCH);
    }
    if (objects) {
      asked.add(AddOn.OBJECTS);
    }
    return asked;
  }
}
