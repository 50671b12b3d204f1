package io.acequia.http.source.server;

import io.acequia.http.source.auth.Client;
import io.acequia.http.source.event.Sender;

/** Takes a request that was let in, and answers it once. */
interface Endpoint {

  void handle(Exchange exchange, Client client, Sender sender);
}
