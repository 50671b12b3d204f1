package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.auth.Client;
import io.acequia.http.source.event.BodyReader;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.limit.ConnectionGuard;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;

/** {@code GET /v2/ingest/stream}: a WebSocket, whose frames are events or arrays of events. */
final class StreamEndpoint implements Endpoint {

  private final Shared shared;
  private final BodyReader reader;
  private final Submitter submitter;
  private final ConnectionGuard guard;

  StreamEndpoint(Shared shared, BodyReader reader, Submitter submitter, ConnectionGuard guard) {
    this.shared = shared;
    this.reader = reader;
    this.submitter = submitter;
    this.guard = guard;
  }

  @Override
  public void handle(Exchange exchange, Client client, Sender sender) {
    if (!exchange.request().canUpgradeToWebSocket()) {
      exchange.request().response().putHeader("Upgrade", "websocket");
      exchange.fail(ErrorCode.UPGRADE_REQUIRED, "This is the place for a WebSocket's handshake");
      return;
    }
    HttpConnection connection = exchange.request().connection();
    exchange.request().toWebSocket().onSuccess(socket -> open(socket, connection, client, sender));
  }

  private void open(
      ServerWebSocket socket, HttpConnection connection, Client client, Sender sender) {
    Runnable awaitMore = () -> guard.expect(connection, shared.options().idleTimeout());
    awaitMore.run();
    Flow flow = new Flow(shared.budget(), socket, () -> guard.excuse(connection), awaitMore);
    StreamSocket stream = new StreamSocket(socket, client, sender, reader, submitter, flow);
    socket
        .textMessageHandler(
            text -> {
              awaitMore.run();
              byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
              shared.stats().received(bytes.length);
              stream.frame(bytes);
            })
        .binaryMessageHandler(
            binary -> {
              awaitMore.run();
              shared.stats().received(binary.length());
              stream.frame(binary.getBytes());
            });
    // A client that only listens for acknowledgements proves by a pong that it is still there.
    socket.pongHandler(pong -> awaitMore.run());
  }
}
