package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.JsonBytes;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.answer.Problems;
import io.acequia.http.source.queue.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What receipts look like in JSON. */
final class Answers {

  private static final int BYTES_PER_RESULT = 80;

  private Answers() {}

  /** Answers one event. */
  static void single(Exchange exchange, Receipt receipt) {
    Problem problem = receipt.problem(0);
    if (problem != null) {
      exchange.fail(problem);
      return;
    }
    JsonBytes json = new JsonBytes(0);
    json.ascii("{\"status\":\"").ascii(status(receipt.outcome(0)));
    json.ascii("\",\"event_id\":\"").ascii(eventId(receipt, 0));
    json.ascii("\",\"processing_time_ms\":").number(exchange.elapsedMillis()).ascii("}");
    exchange.answer(200, json);
  }

  /** Answers a batch: 200 if any event was taken, otherwise the status of what is wrong. */
  static void batch(Exchange exchange, Receipt receipt) {
    JsonBytes json = new JsonBytes(receipt.events().size() * BYTES_PER_RESULT + 200);
    json.ascii("{");
    batchFields(json, receipt, exchange.id());
    json.ascii(",\"processing_time_ms\":").number(exchange.elapsedMillis());
    Problem verdict = verdict(receipt);
    if (verdict == null) {
      exchange.answer(200, json.ascii("}"));
    } else {
      json.ascii(",\"error\":");
      Problems.write(json, verdict, exchange.id());
      exchange.answer(verdict.code(), json.ascii("}"));
    }
  }

  /** {@code "status": .., "accepted": .., "rejected": .., "results": [..]}, without braces. */
  static void batchFields(JsonBytes json, Receipt receipt, String requestId) {
    int size = receipt.events().size();
    int taken = receipt.count(Outcome.ACCEPTED) + receipt.count(Outcome.FILTERED);
    json.ascii("\"status\":\"").ascii(status(taken, size));
    json.ascii("\",\"accepted\":").number(receipt.count(Outcome.ACCEPTED));
    if (receipt.count(Outcome.FILTERED) > 0) {
      json.ascii(",\"filtered\":").number(receipt.count(Outcome.FILTERED));
    }
    json.ascii(",\"rejected\":").number(size - taken).ascii(",\"results\":[");
    for (int i = 0; i < size; i++) {
      json.ascii(i == 0 ? "{\"index\":" : ",{\"index\":").number(i);
      result(json, receipt, i, requestId);
      json.ascii("}");
    }
    json.ascii("]");
  }

  /** {@code ,"status": .., "event_id": ..} or {@code ,"status": .., "error": {..}}. */
  static void result(JsonBytes json, Receipt receipt, int index, String requestId) {
    Problem problem = receipt.problem(index);
    if (problem == null) {
      json.ascii(",\"status\":\"").ascii(status(receipt.outcome(index)));
      json.ascii("\",\"event_id\":\"").ascii(eventId(receipt, index)).ascii("\"");
    } else {
      json.ascii(",\"status\":\"rejected\",\"error\":");
      Problems.write(json, problem, requestId);
    }
  }

  static String status(int taken, int size) {
    return taken == size ? "accepted" : taken > 0 ? "partial" : "rejected";
  }

  /** Why nothing of a batch was taken; {@code null} if anything was, or there was nothing. */
  private static @Nullable Problem verdict(Receipt receipt) {
    int size = receipt.events().size();
    if (size == 0 || receipt.count(Outcome.ACCEPTED) + receipt.count(Outcome.FILTERED) > 0) {
      return null;
    }
    Problem gravest = null;
    for (int i = 0; i < size; i++) {
      Problem problem = receipt.problem(i);
      if (problem != null
          && (gravest == null || problem.code().status() > gravest.code().status())) {
        gravest = problem;
      }
    }
    ErrorCode code = gravest == null ? ErrorCode.INVALID_EVENT : gravest.code();
    return new Problem(code, "None of the events was taken", Map.of("rejected", size));
  }

  private static String status(Outcome outcome) {
    return outcome == Outcome.FILTERED ? "filtered" : "accepted";
  }

  private static String eventId(Receipt receipt, int index) {
    return String.valueOf(receipt.events().get(index).eventId());
  }
}
