package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.auth.Client;
import io.acequia.http.source.event.Sender;

/** {@code GET /v2/ingest/stream}: a WebSocket. */
final class StreamEndpoint implements Endpoint {

  @Override
  public void handle(Exchange exchange, Client client, Sender sender) {
    exchange.fail(ErrorCode.INVALID_REQUEST, "A WebSocket handshake was expected");
  }
}
