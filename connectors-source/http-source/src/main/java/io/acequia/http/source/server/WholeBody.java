package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a body to its end, up to the limits on one body and on all of them together. What is
 * refused is not read further.
 */
final class WholeBody {

  private static final int FIRST_CAPACITY = 16_384;

  private final Exchange exchange;
  private final Hold hold;
  private final int limit;
  private byte[] bytes;
  private int length;
  private boolean over;

  private WholeBody(Exchange exchange, Hold hold, int limit, int expected) {
    this.exchange = exchange;
    this.hold = hold;
    this.limit = limit;
    this.bytes = new byte[Math.max(256, Math.min(expected, FIRST_CAPACITY))];
  }

  /**
   * Reads the body of a request.
   *
   * @param hold that grows with the body; released here only if the body does not arrive
   * @param whenRead called on the event loop with exactly the body's bytes
   */
  static void read(Exchange exchange, Hold hold, int limit, Consumer<byte[]> whenRead) {
    long announced = announced(exchange);
    if (announced > limit) {
      exchange.fail(ErrorCode.PAYLOAD_TOO_LARGE, tooLarge(limit));
      return;
    }
    WholeBody body =
        new WholeBody(exchange, hold, limit, announced < 0 ? FIRST_CAPACITY : (int) announced);
    exchange
        .request()
        .handler(body::append)
        .exceptionHandler(gone -> body.giveUp())
        .endHandler(
            end -> {
              if (!body.over) {
                body.over = true;
                body.hand(whenRead);
              }
            });
  }

  private void hand(Consumer<byte[]> whenRead) {
    exchange.attempt(
        () -> {
          try {
            whenRead.accept(Arrays.copyOf(bytes, length));
          } catch (RuntimeException e) {
            hold.release();
            throw e;
          }
        });
  }

  private void append(Buffer chunk) {
    if (over) {
      return;
    }
    int more = chunk.length();
    if (length + more > limit) {
      refuse(ErrorCode.PAYLOAD_TOO_LARGE, tooLarge(limit));
    } else if (!hold.tryGrow(more)) {
      refuse(ErrorCode.SERVICE_UNAVAILABLE, "Too much is waiting for Kafka: try again later");
    } else {
      if (length + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(bytes.length * 2, length + more)));
      }
      chunk.getBytes(0, more, bytes, length);
      length += more;
    }
  }

  private void refuse(ErrorCode code, String message) {
    giveUp();
    exchange.fail(code, message);
  }

  private void giveUp() {
    // Once the body was read the hold belongs to its reader, even if the client goes away.
    if (!over) {
      over = true;
      bytes = new byte[0];
      hold.release();
    }
  }

  private static long announced(Exchange exchange) {
    String length = exchange.header("Content-Length");
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static String tooLarge(int limit) {
    return "The body may have at most " + limit + " bytes";
  }
}
