package io.acequia.http.source.server;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.JsonBytes;
import io.acequia.http.source.answer.Problem;
import io.acequia.http.source.answer.Problems;
import io.acequia.http.source.queue.Outcome;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What became of the lines of a streamed body: how many were taken, and for those that were not,
 * which and why, up to a limit, since a body may have any number of bad lines.
 */
final class LineTally {

  private static final int MOST_ERRORS = 1_000;

  private final Map<Long, Problem> errors = new TreeMap<>();
  private long accepted;
  private long filtered;
  private long rejected;
  private long stoppedAt;
  private @Nullable Problem stop;

  void settled(long line, Receipt receipt, int index) {
    Problem problem = receipt.problem(index);
    if (problem == null) {
      if (receipt.outcome(index) == Outcome.FILTERED) {
        filtered++;
      } else {
        accepted++;
      }
      return;
    }
    rejected(line, problem);
    if (problem.code() == ErrorCode.SERVICE_UNAVAILABLE) {
      stoppedAt(line, problem);
    }
  }

  void rejected(long line, Problem problem) {
    rejected++;
    if (errors.size() < MOST_ERRORS) {
      errors.put(line, problem);
    }
  }

  /** Nothing is read beyond this. */
  void stoppedAt(long line, Problem problem) {
    if (stop == null) {
      stop = problem;
      stoppedAt = line;
    }
  }

  boolean isStopped() {
    return stop != null;
  }

  /** 200 if the body was read to its end and anything was taken or nothing was there. */
  void answer(Exchange exchange) {
    Problem verdict = verdict();
    JsonBytes json = new JsonBytes(0);
    long taken = accepted + filtered;
    String status =
        verdict == null && rejected == 0 ? "accepted" : taken > 0 ? "partial" : "rejected";
    json.ascii("{\"status\":\"").ascii(status);
    json.ascii("\",\"accepted\":").number(accepted);
    if (filtered > 0) {
      json.ascii(",\"filtered\":").number(filtered);
    }
    json.ascii(",\"rejected\":").number(rejected).ascii(",\"errors\":[");
    String separator = "";
    for (Map.Entry<Long, Problem> error : errors.entrySet()) {
      json.ascii(separator).ascii("{\"line\":").number(error.getKey()).ascii(",\"error\":");
      Problems.write(json, error.getValue(), exchange.id());
      json.ascii("}");
      separator = ",";
    }
    json.ascii("],\"processing_time_ms\":").number(exchange.elapsedMillis());
    if (verdict == null) {
      exchange.answer(200, json.ascii("}"));
      return;
    }
    json.ascii(",\"error\":");
    Problems.write(json, verdict, exchange.id());
    exchange.answer(verdict.code(), json.ascii("}"));
  }

  private @Nullable Problem verdict() {
    if (stop != null) {
      return new Problem(
          stop.code(),
          stop.message() + "; lines from " + stoppedAt + " on may not have been read",
          Map.of("line", stoppedAt));
    }
    if (accepted + filtered > 0 || rejected == 0) {
      return null;
    }
    Problem gravest = null;
    for (Problem problem : errors.values()) {
      if (gravest == null || problem.code().status() > gravest.code().status()) {
        gravest = problem;
      }
    }
    ErrorCode code = gravest == null ? ErrorCode.INVALID_EVENT : gravest.code();
    return new Problem(code, "None of the lines was taken", Map.of("rejected", rejected));
  }
}
