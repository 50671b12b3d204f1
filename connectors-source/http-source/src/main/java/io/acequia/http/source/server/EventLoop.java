package io.acequia.http.source.server;

import io.acequia.http.source.event.EventOptions.Intake;
import io.acequia.http.source.limit.ConnectionGuard;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop of a listener: its server, and everything that only its thread touches. */
final class EventLoop extends VerticleBase {

  private static final Logger log = LoggerFactory.getLogger(EventLoop.class);
  private static final long SWEEP_MILLIS = 250;

  private final Shared shared;
  private final HttpServerOptions options;
  private final Consumer<HttpServer> started;

  /**
   * @param started is told the server, so that it can be shut down
   */
  EventLoop(Shared shared, HttpServerOptions options, Consumer<HttpServer> started) {
    this.shared = shared;
    this.options = options;
    this.started = started;
  }

  @Override
  public Future<?> start() {
    Context here = context;
    Intake intake = shared.events().intake(shared.streams());
    Submitter submitter =
        new Submitter(
            intake.resolver(),
            shared.lanes(),
            shared.repeats(),
            task -> here.runOnContext(now -> task.run()));
    ConnectionGuard guard =
        new ConnectionGuard(shared.stats().connectionCount(), shared.options().connections());
    StreamedBody streamed = new StreamedBody(shared, intake.reader(), submitter, guard);
    Router router =
        new Router(
            shared,
            guard,
            new EventsEndpoint(shared, intake.reader(), submitter, guard, streamed),
            new BatchEndpoint(shared, intake.reader(), submitter, guard, streamed),
            new StreamEndpoint(shared, intake.reader(), submitter, guard));
    vertx.setPeriodic(SWEEP_MILLIS, timer -> guard.sweep(System.nanoTime()));
    return vertx
        .createHttpServer(options)
        .connectionHandler(
            connection -> guard.opened(connection, shared.options().requestTimeout()))
        .requestHandler(router::route)
        .invalidRequestHandler(router::invalid)
        // Handshakes that fail and connections that break are the clients' doing, in any number.
        .exceptionHandler(e -> log.debug("A connection failed", e))
        .listen()
        .onSuccess(started::accept);
  }
}
