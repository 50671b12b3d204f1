package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.auth.Client;
import io.acequia.http.source.event.Body;
import io.acequia.http.source.event.BodyReader;
import io.acequia.http.source.event.InvalidEventException;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.limit.ConnectionGuard;

/** {@code POST /v2/ingest/batch}: a batch of JSON, or a file of CSV or JSON lines uploaded. */
final class BatchEndpoint implements Endpoint {

  private final Shared shared;
  private final BodyReader reader;
  private final Submitter submitter;
  private final ConnectionGuard guard;
  private final StreamedBody streamed;

  BatchEndpoint(
      Shared shared,
      BodyReader reader,
      Submitter submitter,
      ConnectionGuard guard,
      StreamedBody streamed) {
    this.shared = shared;
    this.reader = reader;
    this.submitter = submitter;
    this.guard = guard;
    this.streamed = streamed;
  }

  @Override
  public void handle(Exchange exchange, Client client, Sender sender) {
    switch (MediaType.of(exchange.header("Content-Type"))) {
      case MediaType.JSON -> batch(exchange, sender);
      case MediaType.MULTIPART -> Upload.take(exchange, sender, streamed);
      default ->
          exchange.fail(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Content-Type must be " + MediaType.JSON + " or " + MediaType.MULTIPART);
    }
  }

  private void batch(Exchange exchange, Sender sender) {
    Hold hold = new Hold(shared.budget());
    WholeBody.read(
        exchange,
        hold,
        shared.options().bodyBytes(),
        bytes -> {
          guard.excuse(exchange.request().connection());
          shared.stats().received(bytes.length);
          try {
            Body body = reader.batch(bytes);
            submitter.submit(
                body.events(),
                sender.withStream(body.streamId()),
                0,
                receipt -> {
                  hold.release();
                  Answers.batch(exchange, receipt);
                });
          } catch (InvalidEventException e) {
            hold.release();
            exchange.fail(e.problem());
          }
        });
  }
}
