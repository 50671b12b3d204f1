package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.auth.Client;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.limit.ConnectionGuard;
import io.acequia.http.source.limit.TokenBucket;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/** Leads a request to its endpoint, past everything that may speak against it. */
final class Router {

  private static final int KEY_LENGTH = 255;

  // To close with unread bytes resets the connection, and the answer may be lost on its way.
  private static final Duration LINGER = Duration.ofMillis(500);

  private final Shared shared;
  private final ConnectionGuard guard;
  private final Cors cors;
  private final Health health;
  private final EventsEndpoint events;
  private final BatchEndpoint batch;
  private final StreamEndpoint stream;

  Router(
      Shared shared,
      ConnectionGuard guard,
      EventsEndpoint events,
      BatchEndpoint batch,
      StreamEndpoint stream) {
    this.shared = shared;
    this.guard = guard;
    this.cors = new Cors(shared.options().corsOrigins());
    this.health = new Health(shared);
    this.events = events;
    this.batch = batch;
    this.stream = stream;
  }

  void route(HttpServerRequest request) {
    Exchange exchange = new Exchange(request, shared.options());
    guard.expect(
        request.connection(),
        shared.options().requestTimeout(),
        () -> {
          exchange.close();
          exchange.fail(ErrorCode.REQUEST_TIMEOUT, "The body did not arrive in time");
        });
    request
        .response()
        .endHandler(
            sent -> {
              if (request.response().getStatusCode() >= 400) {
                shared.stats().refused();
              }
              guard.expect(
                  request.connection(),
                  exchange.isClosing() ? LINGER : shared.options().idleTimeout());
            });
    shared.stats().requested();
    if (!cors.handled(exchange)) {
      exchange.attempt(() -> dispatch(exchange));
    }
  }

  private void dispatch(Exchange exchange) {
    switch (String.valueOf(exchange.request().path())) {
      case "/v2/health" -> {
        if (isAllowed(exchange, HttpMethod.GET)) {
          health.answer(exchange);
        }
      }
      case "/v2/ingest/events" -> admit(exchange, HttpMethod.POST, events);
      case "/v2/ingest/batch" -> admit(exchange, HttpMethod.POST, batch);
      case "/v2/ingest/stream" -> admit(exchange, HttpMethod.GET, stream);
      default -> exchange.fail(ErrorCode.NOT_FOUND, "There is no such path");
    }
  }

  /** What the parser of HTTP itself refuses. */
  void invalid(HttpServerRequest request) {
    Exchange exchange = new Exchange(request, shared.options());
    Throwable cause = request.decoderResult() == null ? null : request.decoderResult().cause();
    String kind = cause == null ? "" : cause.getClass().getSimpleName();
    exchange.close();
    request.response().endHandler(sent -> guard.expect(request.connection(), LINGER));
    switch (kind) {
      case "TooLongHttpHeaderException" ->
          exchange.fail(
              ErrorCode.HEADERS_TOO_LARGE,
              "The headers may have at most " + shared.options().headBytes() + " bytes");
      case "TooLongHttpLineException" ->
          exchange.fail(ErrorCode.URI_TOO_LONG, "The request line is too long");
      default -> exchange.fail(ErrorCode.INVALID_REQUEST, "This is not a valid HTTP request");
    }
  }

  private void admit(Exchange exchange, HttpMethod method, Endpoint endpoint) {
    if (!isAllowed(exchange, method)) {
      return;
    }
    if (!cors.isAllowed(exchange.header("Origin"))) {
      exchange.fail(ErrorCode.AUTHORIZATION_DENIED, "Pages of this origin may not send events");
      return;
    }
    Client client =
        shared.clients().find(exchange.header("Authorization"), exchange.header("X-API-Key"));
    if (client == null) {
      exchange.fail(ErrorCode.AUTHENTICATION_FAILED, "The API key is missing or unknown");
      return;
    }
    if (isLimited(exchange, client.bucket())) {
      exchange.fail(ErrorCode.RATE_LIMIT_EXCEEDED, "Too many requests with this API key");
      return;
    }
    String idempotencyKey = exchange.header("Idempotency-Key");
    if (idempotencyKey != null
        && (idempotencyKey.isBlank() || idempotencyKey.length() > KEY_LENGTH)) {
      exchange.fail(
          ErrorCode.INVALID_REQUEST,
          "Idempotency-Key must have 1 to " + KEY_LENGTH + " characters");
      return;
    }
    if (shared.lanes().isEmpty()) {
      exchange.fail(ErrorCode.SERVICE_UNAVAILABLE, "The listener is stopping: try again later");
      return;
    }
    if (shared.budget().isHigh()) {
      exchange.fail(
          ErrorCode.SERVICE_UNAVAILABLE, "Too much is waiting for Kafka: try again later");
      return;
    }
    if ("100-continue".equalsIgnoreCase(exchange.header("Expect"))) {
      exchange.request().response().writeContinue();
    }
    endpoint.handle(
        exchange,
        client,
        new Sender(
            client.id(),
            client.streams(),
            exchange.request().getParam("stream_id"),
            idempotencyKey,
            carried(exchange),
            exchange.receivedMillis()));
  }

  private static boolean isAllowed(Exchange exchange, HttpMethod method) {
    if (exchange.request().method().equals(method)) {
      return true;
    }
    exchange.request().response().putHeader("Allow", method.name());
    exchange.fail(ErrorCode.METHOD_NOT_ALLOWED, "Only " + method.name() + " is allowed here");
    return false;
  }

  private static boolean isLimited(Exchange exchange, @Nullable TokenBucket bucket) {
    if (bucket == null) {
      return false;
    }
    TokenBucket.Taken taken = bucket.take(System.nanoTime());
    exchange.limitedBy(taken);
    return !taken.allowed();
  }

  private Iterable<Header> carried(Exchange exchange) {
    List<String> names = shared.options().headers();
    if (names.isEmpty()) {
      return List.of();
    }
    ConnectHeaders headers = new ConnectHeaders();
    for (String name : names) {
      for (String value : exchange.request().headers().getAll(name)) {
        headers.add(name, new SchemaAndValue(Schema.STRING_SCHEMA, value));
      }
    }
    List<Header> list = new ArrayList<>(headers.size());
    headers.forEach(list::add);
    return list;
  }
}
