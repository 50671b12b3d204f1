package io.acequia.local.stack;

import io.acequia.local.process.Await;
import io.acequia.local.process.ConnectClient;
import io.acequia.local.process.ConnectRestException;
import io.acequia.local.process.ConnectWorker;
import io.acequia.local.process.FreePorts;
import io.acequia.local.process.LocalServer;
import io.acequia.local.process.ProjectRoot;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Brings up whatever of the stack does not run, and says what it does. */
public final class Startup {
  private static final Duration DEPLOYED = Duration.ofMinutes(3);

  private final PrintWriter out;

  public Startup(PrintWriter out) {
    this.out = out;
  }

  /**
   * Returns when everything serves.
   *
   * @param empty leaves the connectors as they are
   * @throws StackException or ProcessFailedException saying what stands in the way
   */
  public Stack up(StackSettings settings, boolean empty) {
    Stack stack = Stack.create(settings);
    ConnectWorker probe = (ConnectWorker) stack.servers().get(0);
    PluginArchives plugins = new PluginArchives(ProjectRoot.path(), stack.pluginFolder());
    if (probe.alive() && !plugins.unpacked()) {
      say("the plugins were built anew: stopping the worker");
      probe.stop();
    }
    checkPorts(stack, probe);
    if (!probe.alive() && !plugins.unpacked()) {
      plugins.unpack();
    }
    startStores(stack);
    ConnectWorker worker = stack.worker();
    start("Kafka Connect", worker, worker.url().toString());
    if (!empty) {
      deploy(worker.client(), stack);
    }
    return stack;
  }

  private void checkPorts(Stack stack, LocalServer worker) {
    checkPort(stack, Port.KAFKA, stack.kafka().alive());
    stack.postgres().ifPresent(server -> checkPort(stack, Port.POSTGRES, server.alive()));
    stack.addOns().forEach((addOn, server) -> checkPort(stack, addOn.port(), server.alive()));
    checkPort(stack, Port.CONNECT, worker.alive());
    checkPort(stack, Port.INGEST, worker.alive());
  }

  private static void checkPort(Stack stack, Port port, boolean ours) {
    int number = stack.port(port);
    if (!ours && !FreePorts.isFree(number)) {
      throw new StackException(
          "port "
              + number
              + " ("
              + port.label()
              + ") is already taken by another program; set "
              + port.variable()
              + " to a free one");
    }
  }

  private void startStores(Stack stack) {
    CompletableFuture<Void> database =
        CompletableFuture.runAsync(
            () ->
                stack
                    .postgres()
                    .ifPresent(server -> start("PostgreSQL", server, server.jdbcUrl())));
    List<CompletableFuture<Void>> all = new ArrayList<>(List.of(database));
    stack
        .addOns()
        .forEach(
            (addOn, server) -> {
              String url = addOn.url(stack.port(addOn.port())).toString();
              all.add(CompletableFuture.runAsync(() -> start(addOn.title(), server, url)));
            });
    try {
      start("Kafka", stack.kafka(), stack.kafka().bootstrap());
    } finally {
      all.forEach(Startup::join);
    }
  }

  private static void join(CompletableFuture<Void> future) {
    try {
      future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void start(String title, LocalServer server, String address) {
    boolean before = server.alive();
    long begin = System.nanoTime();
    server.start();
    say(
        before
            ? "%-14s runs already at %s".formatted(title, address)
            : "%-14s started at %s (%.1f s)".formatted(title, address, seconds(begin)));
  }

  private void deploy(ConnectClient client, Stack stack) {
    long begin = System.nanoTime();
    Map<String, Map<String, String>> connectors = ConnectorFiles.firstFlow();
    connectors.forEach(client::put);
    connectors.keySet().forEach(name -> revive(client, name));
    connectors.keySet().forEach(name -> client.awaitRunning(name, DEPLOYED));
    URI health = stack.ingestUrl().resolve("/v2/health");
    Await.until("the ingest to answer at " + health, DEPLOYED, () -> Http.isOk(health));
    say(
        "%-14s %s (%.1f s)"
            .formatted("Connectors", String.join(", ", connectors.keySet()), seconds(begin)));
  }

  /** A task that failed stays so until somebody restarts it, even with a new configuration. */
  private static void revive(ConnectClient client, String name) {
    try {
      if (!client.status(name).findValuesAsText("trace").isEmpty()) {
        client.restart(name);
      }
    } catch (ConnectRestException e) {
      // No state yet: it was created a moment ago.
      return;
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private synchronized void say(String line) {
    out.println("  " + line);
    out.flush();
  }
}
