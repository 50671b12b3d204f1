package io.acequia.http.source.server;

import io.acequia.commons.retry.RetryAfter;
import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.JsonBytes;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.answer.Problems;
import io.acequia.http.source.limit.TokenBucket;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its one answer, with the headers that every answer has. On its event loop only.
 */
final class Exchange {

  private static final Logger log = LoggerFactory.getLogger(Exchange.class);
  private static final long MOST_TO_DRAIN = 1 << 20;

  private final HttpServerRequest request;
  private final ListenerOptions options;
  private final String id = newId();
  private final long startNanos = System.nanoTime();
  private final long receivedMillis = System.currentTimeMillis();
  private TokenBucket.@Nullable Taken rate;
  private boolean closing;

  Exchange(HttpServerRequest request, ListenerOptions options) {
    this.request = request;
    this.options = options;
  }

  static String newId() {
    return "req_" + Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
  }

  HttpServerRequest request() {
    return request;
  }

  String id() {
    return id;
  }

  long receivedMillis() {
    return receivedMillis;
  }

  long elapsedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }

  long elapsedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** Ends the connection after the answer: what is left of the body is not worth reading. */
  void close() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /** Does a part of the work; a fault of ours is answered, so that nobody waits in vain. */
  void attempt(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.error("Request {} could not be handled", id, e);
      close();
      fail(ErrorCode.INTERNAL_ERROR, "The request could not be handled");
    }
  }

  /** What the rate limit said, for the answer's headers. */
  void limitedBy(TokenBucket.Taken taken) {
    rate = taken;
  }

  @Nullable String header(String name) {
    return request.getHeader(name);
  }

  void fail(ErrorCode code, String message) {
    fail(new Problem(code, message));
  }

  void fail(Problem problem) {
    JsonBytes json = new JsonBytes(0);
    Problems.answer(json, problem, id);
    answer(problem.code(), json);
  }

  /** An answer whose body says what was wrong. */
  void answer(ErrorCode code, JsonBytes json) {
    HttpServerResponse response = request.response();
    if (code == ErrorCode.AUTHENTICATION_FAILED) {
      response.putHeader("WWW-Authenticate", "Bearer realm=\"acequia\"");
    }
    if (code.isTransient()) {
      TokenBucket.Taken limit = code == ErrorCode.RATE_LIMIT_EXCEEDED ? rate : null;
      response.putHeader(
          "Retry-After", retryAfter(limit == null ? options.retryAfter() : limit.untilNext()));
    }
    answer(code.status(), json);
  }

  void answer(int status, JsonBytes json) {
    HttpServerResponse response = request.response();
    if (response.ended() || response.closed()) {
      return;
    }
    rateHeaders(response);
    response.putHeader("Content-Type", "application/json");
    finish(status, Buffer.buffer(json.toBytes()));
  }

  void answerEmpty(int status) {
    finish(status, Buffer.buffer());
  }

  private void finish(int status, Buffer body) {
    HttpServerResponse response = request.response();
    if (!request.isEnded() && !isShort()) {
      close();
    }
    if (closing) {
      response.putHeader("Connection", "close");
    }
    response
        .putHeader("Server", AcequiaListener.NAME)
        .putHeader("X-Request-Id", id)
        .putHeader("X-Content-Type-Options", "nosniff")
        .setStatusCode(status)
        .end(body);
  }

  private boolean isShort() {
    String length = header("Content-Length");
    try {
      return length != null && Long.parseLong(length) <= MOST_TO_DRAIN;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private void rateHeaders(HttpServerResponse response) {
    if (rate != null) {
      response.putHeader("X-RateLimit-Limit", Integer.toString(rate.limit()));
      response.putHeader("X-RateLimit-Remaining", Integer.toString(rate.remaining()));
      Instant reset = Instant.now().plus(rate.untilFull()).plusNanos(999_999_999);
      response.putHeader("X-RateLimit-Reset", Long.toString(reset.getEpochSecond()));
    }
  }

  private String retryAfter(Duration wait) {
    return options.retryAfterDates()
        ? RetryAfter.httpDate(Instant.now().plus(wait))
        : RetryAfter.seconds(wait);
  }
}
