package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.JsonBytes;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.answer.Problems;
import io.acequia.http.source.auth.Client;
import io.acequia.http.source.event.Body;
import io.acequia.http.source.event.BodyReader;
import io.acequia.http.source.event.InvalidEventException;
import io.acequia.http.source.event.Sender;
import io.acequia.http.source.limit.TokenBucket;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of one WebSocket. Each is acknowledged once, in the order in which they came, whatever
 * order their events are settled in.
 */
final class StreamSocket {

  private static final Logger log = LoggerFactory.getLogger(StreamSocket.class);

  private final ServerWebSocket socket;
  private final Client client;
  private final Sender sender;
  private final BodyReader reader;
  private final Submitter submitter;
  private final Flow flow;
  private final Queue<Frame> unacknowledged = new ArrayDeque<>();
  private long frames;

  StreamSocket(
      ServerWebSocket socket,
      Client client,
      Sender sender,
      BodyReader reader,
      Submitter submitter,
      Flow flow) {
    this.socket = socket;
    this.client = client;
    this.sender = sender;
    this.reader = reader;
    this.submitter = submitter;
    this.flow = flow;
  }

  /** A frame and, as soon as it is known, what became of it. */
  private static final class Frame {
    private final String id = Exchange.newId();
    private final long sinceNanos = System.nanoTime();
    private long sequence;
    private boolean single;
    private @Nullable Receipt receipt;
    private @Nullable Problem problem;
  }

  void frame(byte[] bytes) {
    Frame frame = new Frame();
    // Until the frame is read, and for clients that do not count: its place in the connection.
    frame.sequence = ++frames;
    unacknowledged.add(frame);
    TokenBucket.Taken limit =
        client.bucket() == null ? null : client.bucket().take(System.nanoTime());
    if (limit != null && !limit.allowed()) {
      refuse(frame, limited(limit));
      return;
    }
    try {
      take(frame, bytes);
    } catch (InvalidEventException e) {
      refuse(frame, e.problem());
    } catch (RuntimeException e) {
      log.error("Frame {} could not be handled", frame.id, e);
      refuse(frame, new Problem(ErrorCode.INTERNAL_ERROR, "The frame could not be handled"));
    }
  }

  private void take(Frame frame, byte[] bytes) {
    Body body = reader.frame(bytes);
    frame.sequence = body.hasSequence() ? body.sequence() : frame.sequence;
    frame.single = body.single();
    flow.took(bytes.length);
    submitter.submit(
        body.events(),
        received(body),
        0,
        receipt -> {
          frame.receipt = receipt;
          flow.settled(bytes.length);
          acknowledge();
        });
  }

  private Sender received(Body body) {
    return new Sender(
        sender.id(),
        sender.mayWrite(),
        body.streamId() == null ? sender.streamId() : body.streamId(),
        null,
        sender.headers(),
        System.currentTimeMillis());
  }

  private void refuse(Frame frame, Problem problem) {
    frame.problem = problem;
    acknowledge();
  }

  /** Acknowledges frames from the oldest on, up to the first that is not settled. */
  private void acknowledge() {
    for (Frame next = unacknowledged.peek();
        next != null && (next.receipt != null || next.problem != null);
        next = unacknowledged.peek()) {
      unacknowledged.remove();
      if (!socket.isClosed()) {
        socket.writeTextMessage(text(next));
      }
    }
  }

  private static String text(Frame frame) {
    JsonBytes json = new JsonBytes(0);
    json.ascii("{\"sequence\":").number(frame.sequence);
    Receipt receipt = frame.receipt;
    if (receipt == null) {
      json.ascii(",\"status\":\"rejected\",\"error\":");
      Problem problem = frame.problem;
      Problems.write(
          json,
          problem == null ? new Problem(ErrorCode.INTERNAL_ERROR, "No outcome") : problem,
          frame.id);
    } else if (frame.single) {
      Answers.result(json, receipt, 0, frame.id);
    } else {
      json.ascii(",");
      Answers.batchFields(json, receipt, frame.id);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - frame.sinceNanos);
    return json.ascii(",\"processing_time_ms\":").number(millis).ascii("}").toString();
  }

  private static Problem limited(TokenBucket.Taken limit) {
    return new Problem(
        ErrorCode.RATE_LIMIT_EXCEEDED,
        "Too many frames with this API key",
        Map.of("retry_after_ms", limit.untilNext().toMillis()));
  }
}
