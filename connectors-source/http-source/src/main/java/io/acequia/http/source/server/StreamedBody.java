package io.acequia.http.source.server;

import io.acequia.http.source.event.BodyReader;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.limit.ConnectionGuard;
import io.acequia.http.source.upload.Splitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;

/** Makes what a streamed request needs, and feeds it the pieces of the body. */
final class StreamedBody {

  private final Shared shared;
  private final BodyReader reader;
  private final Submitter submitter;
  private final ConnectionGuard guard;

  StreamedBody(Shared shared, BodyReader reader, Submitter submitter, ConnectionGuard guard) {
    this.shared = shared;
    this.reader = reader;
    this.submitter = submitter;
    this.guard = guard;
  }

  /** An intake whose client must keep sending, except while it is made to wait. */
  LineIntake intake(Exchange exchange, Sender sender) {
    HttpServerRequest request = exchange.request();
    HttpConnection connection = request.connection();
    awaitMore(connection);
    Flow flow =
        new Flow(
            shared.budget(), request, () -> guard.excuse(connection), () -> awaitMore(connection));
    LineIntake intake = new LineIntake(exchange, sender, reader, submitter, flow, lineLimit());
    request.exceptionHandler(gone -> intake.abort());
    return intake;
  }

  /** Takes a piece of the body. */
  void feed(Exchange exchange, LineIntake intake, Splitter splitter, Buffer piece) {
    awaitMore(exchange.request().connection());
    shared.stats().received(piece.length());
    exchange.attempt(
        () -> {
          splitter.feed(piece.getBytes());
          intake.flush();
        });
  }

  /** The body is complete, and so are its splitters. */
  void end(Exchange exchange, LineIntake intake) {
    guard.excuse(exchange.request().connection());
    exchange.attempt(intake::end);
  }

  int lineLimit() {
    return shared.events().limits().eventBytes();
  }

  private void awaitMore(HttpConnection connection) {
    guard.expect(connection, shared.options().idleTimeout());
  }
}
