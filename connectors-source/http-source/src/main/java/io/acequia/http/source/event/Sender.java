package io.acequia.http.source.event;

import java.util.function.Predicate;
import org.apache.kafka.connect.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one request have in common.
 *
 * @param id of the API key
 * @param mayWrite the streams that the key may write to
 * @param streamId for events without one of their own
 * @param idempotencyKey of the request
 * @param headers for every record
 * @param receivedMillis since 1970
 */
public record Sender(
    String id,
    Predicate<String> mayWrite,
    @Nullable String streamId,
    @Nullable String idempotencyKey,
    Iterable<Header> headers,
    long receivedMillis) {

  /** The same request with the stream that its body names. */
  public Sender withStream(@Nullable String stream) {
    return stream == null
        ? this
        : new Sender(id, mayWrite, stream, idempotencyKey, headers, receivedMillis);
  }
}
