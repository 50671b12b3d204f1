package io.acequia.http.source.answer;

/** Problems in JSON: {@code {"code": .., "message": .., "details": {..}, "request_id": ..}}. */
public final class Problems {

  private Problems() {}

  /** A whole answer: {@code {"error": {..}}}. */
  public static void answer(JsonBytes json, Problem problem, String requestId) {
    json.ascii("{\"error\":");
    write(json, problem, requestId);
    json.ascii("}");
  }

  /** The problem itself. */
  public static void write(JsonBytes json, Problem problem, String requestId) {
    json.ascii("{\"code\":\"").ascii(problem.code().name());
    json.ascii("\",\"message\":").quoted(problem.message());
    json.ascii(",\"details\":{");
    boolean first = true;
    for (var detail : problem.details().entrySet()) {
      json.ascii(first ? "" : ",").quoted(detail.getKey()).ascii(":").value(detail.getValue());
      first = false;
    }
    json.ascii("},\"request_id\":\"").ascii(requestId).ascii("\"}");
  }
}
