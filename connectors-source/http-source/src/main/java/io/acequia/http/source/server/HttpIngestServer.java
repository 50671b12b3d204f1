package io.acequia.http.source.server;

import io.acequia.commons.budget.ByteBudget;
import io.acequia.http.source.auth.Clients;
import io.acequia.http.source.event.EventOptions;
import io.acequia.http.source.queue.Lane;
import io.acequia.http.source.queue.Lanes;
import io.acequia.http.source.repeat.RepeatOptions;
import io.acequia.http.source.repeat.RepeatWindow;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listener: takes events over HTTP and WebSocket, hands them to the tasks' lanes and answers
 * when they are settled. Its threads are its event loops.
 */
public final class HttpIngestServer {

  private static final Logger log = LoggerFactory.getLogger(HttpIngestServer.class);
  private static final double HIGH = 0.9;
  private static final double LOW = 0.6;
  private static final long SWEEP_MILLIS = 250;
  private static final Duration CLOSING = Duration.ofSeconds(1);

  private final Shared shared;
  private final Vertx vertx;
  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();

  private HttpIngestServer(Shared shared) {
    this.shared = shared;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(shared.options().threads())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
  }

  /**
   * Starts listening.
   *
   * @throws BindFailure if the port cannot be had
   */
  public static HttpIngestServer start(
      ListenerOptions options,
      TlsOptions tls,
      EventOptions events,
      Clients clients,
      RepeatOptions repeats)
      throws BindFailure, InterruptedException {
    HttpIngestServer server =
        new HttpIngestServer(
            new Shared(
                options,
                events,
                events.openStreams(),
                clients,
                new Lanes(),
                new ByteBudget(options.queueBytes(), HIGH, LOW),
                new RepeatWindow(repeats.entries(), repeats.kept()),
                new ListenerStats()));
    try {
      server.listen(tls);
    } catch (BindFailure | InterruptedException e) {
      server.vertx.close();
      throw e;
    }
    return server;
  }

  private void listen(TlsOptions tls) throws BindFailure, InterruptedException {
    ListenerOptions options = shared.options();
    HttpServerOptions http =
        new HttpServerOptions()
            .setHost(options.host())
            .setPort(options.port())
            .setMaxHeaderSize(options.headBytes())
            .setMaxInitialLineLength(options.headBytes())
            .setMaxWebSocketFrameSize(options.bodyBytes())
            .setMaxWebSocketMessageSize(options.bodyBytes())
            .setHttp2ClearTextEnabled(false)
            .setUseAlpn(false)
            .setAcceptBacklog(1024);
    tls.applyTo(http);
    Future<String> deployed =
        vertx.deployVerticle(
            () -> new EventLoop(shared, http, servers::add),
            new DeploymentOptions().setInstances(options.threads()));
    vertx.setPeriodic(
        SWEEP_MILLIS,
        timer -> shared.lanes().abandonOlderThan(options.answerTimeout(), System.nanoTime()));
    try {
      deployed.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BindFailure(options.host(), options.port(), cause);
    } catch (TimeoutException e) {
      throw new BindFailure(options.host(), options.port(), e);
    }
  }

  /** From now on a task takes events from this lane. */
  public void add(Lane lane) {
    shared.lanes().add(lane);
  }

  public void remove(Lane lane) {
    shared.lanes().remove(lane);
  }

  public ListenerStats stats() {
    return shared.stats();
  }

  /** Bytes of bodies whose events are not settled. */
  public long heldBytes() {
    return shared.budget().used();
  }

  /** Ends: takes no more connections, lets answers go out, closes; within about two seconds. */
  public void close() {
    try {
      Future.join(
              servers.stream()
                  .map(server -> server.shutdown(CLOSING.toMillis(), TimeUnit.MILLISECONDS))
                  .toList())
          .toCompletionStage()
          .toCompletableFuture()
          .get(2 * CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      log.warn("The listener on port {} did not shut down gracefully", shared.options().port(), e);
    } finally {
      vertx.close();
    }
  }
}
