package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.auth.Client;
import io.acequia.http.source.event.BodyReader;
import io.acequia.http.source.event.InvalidEventException;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.limit.ConnectionGuard;
import io.acequia.http.source.upload.LineSplitter;
import io.acequia.http.source.upload.Splitter;
import java.util.List;

/** {@code POST /v2/ingest/events}: one event, or NDJSON read as it comes. */
final class EventsEndpoint implements Endpoint {

  private final Shared shared;
  private final BodyReader reader;
  private final Submitter submitter;
  private final ConnectionGuard guard;
  private final StreamedBody streamed;

  EventsEndpoint(
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
      case MediaType.JSON -> one(exchange, sender);
      case MediaType.NDJSON -> lines(exchange, sender);
      default ->
          exchange.fail(
              ErrorCode.UNSUPPORTED_MEDIA_TYPE,
              "Content-Type must be " + MediaType.JSON + " or " + MediaType.NDJSON);
    }
  }

  private void lines(Exchange exchange, Sender sender) {
    LineIntake intake = streamed.intake(exchange, sender);
    Splitter splitter = new LineSplitter(streamed.lineLimit(), intake);
    exchange
        .request()
        .handler(piece -> streamed.feed(exchange, intake, splitter, piece))
        .endHandler(
            end -> {
              splitter.end();
              streamed.end(exchange, intake);
            });
  }

  private void one(Exchange exchange, Sender sender) {
    Hold hold = new Hold(shared.budget());
    WholeBody.read(
        exchange,
        hold,
        shared.options().bodyBytes(),
        body -> {
          guard.excuse(exchange.request().connection());
          shared.stats().received(body.length);
          try {
            submitter.submit(
                List.of(reader.event(body)),
                sender,
                0,
                receipt -> {
                  hold.release();
                  Answers.single(exchange, receipt);
                });
          } catch (InvalidEventException e) {
            hold.release();
            exchange.fail(e.problem());
          }
        });
  }
}
